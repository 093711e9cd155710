// One message of the AWS event stream encoding: lengths, string headers, payload, two CRC-32 sums.
// Source: the encoding as Amazon documents it for event streams, November 2026. Knows nothing of what the messages say.
import { crc32 } from 'node:zlib';

/** Header values of this type are UTF-8 strings with a 16-bit length. */
const stringHeader = 7;
const preludeBytes = 12;
const checksumBytes = 4;

const encodeHeader = ([name, value]: readonly [string, string]): Buffer => {
  const nameBytes = Buffer.from(name);
  const valueBytes = Buffer.from(value);
  const head = Buffer.alloc(nameBytes.length + 4);
  head.writeUInt8(nameBytes.length, 0);
  nameBytes.copy(head, 1);
  head.writeUInt8(stringHeader, nameBytes.length + 1);
  head.writeUInt16BE(valueBytes.length, nameBytes.length + 2);
  return Buffer.concat([head, valueBytes]);
};

export const eventStreamFrame = (
  headers: Readonly<Record<string, string>>,
  payload: Uint8Array,
): Uint8Array => {
  const headerBytes = Buffer.concat(Object.entries(headers).map(encodeHeader));
  const total = preludeBytes + headerBytes.length + payload.length + checksumBytes;
  const frame = Buffer.alloc(total);
  frame.writeUInt32BE(total, 0);
  frame.writeUInt32BE(headerBytes.length, 4);
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8);
  headerBytes.copy(frame, preludeBytes);
  frame.set(payload, preludeBytes + headerBytes.length);
  frame.writeUInt32BE(crc32(frame.subarray(0, total - checksumBytes)), total - checksumBytes);
  return frame;
};
