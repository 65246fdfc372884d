/** Bytes. A longer line is none that a client means. */
const LONGEST = 4 * 1024 * 1024;
const LINE_FEED = 10;

/**
 * Lines of a stream of UTF-8, without their ends, and without empty ones. A line that is too long is handed on as
 * far as there is room for it, which is no JSON.
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>, longest = LONGEST): AsyncGenerator<string> {
  let kept: Buffer[] = [];
  let size = 0;
  const keep = (part: Buffer) => {
    if (size < longest) kept.push(part.subarray(0, longest - size));
    size += part.length;
  };
  const take = () => {
    const line = Buffer.concat(kept).toString().trim();
    kept = [];
    size = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
      keep(chunk.subarray(from, end));
      from = end + 1;
      const line = take();
      if (line !== '') yield line;
    }
    keep(chunk.subarray(from));
  }
  const last = take();
  if (last !== '') yield last;
}
