// Compresses a body piece by piece, so that what has been said so far can be sent before the rest is known.
import { constants, createBrotliCompress, createDeflate, createGzip, createZstdCompress } from 'node:zlib';
import type { FaultScript } from './fault-script.ts';

export interface Encoder {
  /** All bytes that decode to what was given so far. */
  encode(bytes: Uint8Array): Promise<Uint8Array>;
  /** The trailer. */
  end(): Promise<Uint8Array>;
  /** Frees the native memory; call it however the exchange ends. */
  destroy(): void;
}

export const createEncoder = (encoding: NonNullable<FaultScript['encoding']>): Encoder => {
  const compressors = {
    gzip: () => createGzip({ flush: constants.Z_SYNC_FLUSH }),
    deflate: () => createDeflate({ flush: constants.Z_SYNC_FLUSH }),
    br: () => createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH }),
    zstd: () => createZstdCompress({ flush: constants.ZSTD_e_flush }),
  };
  const compressor = compressors[encoding]();
  let pieces: Buffer[] = [];
  compressor.on('data', (piece: Buffer) => pieces.push(piece));
  const drain = (): Uint8Array => {
    const bytes = Buffer.concat(pieces);
    pieces = [];
    return bytes;
  };
  return {
    encode: (bytes) =>
      new Promise((resolve, reject) => {
        compressor.write(bytes, (error) => (error ? reject(error) : resolve(drain())));
      }),
    end: () =>
      new Promise((resolve, reject) => {
        compressor.once('error', reject);
        compressor.once('end', () => resolve(drain()));
        compressor.end();
      }),
    destroy: () => compressor.destroy(),
  };
};
