// Cuts a stream of bytes into lines. The last line is only given when it was ended: half a line is no line.

/** Calls `onChunk` for every piece that arrives, before its lines. Ends with the stream and throws when it breaks. */
export async function* readLines(
  stream: ReadableStream<Uint8Array>,
  onChunk: () => void,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  // Pieces of one long line are kept apart until its end: adding each to the text so far would cost its square.
  let pieces: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onChunk();
      const [first = '', ...rest] = decoder.decode(value, { stream: true }).split('\n');
      pieces.push(first);
      for (const next of rest) {
        yield pieces.join('');
        pieces = [next];
      }
    }
  } finally {
    reader.releaseLock();
  }
}
