/** A regular file of a tar archive that was asked for. */
interface TarFile {
  name: string
  /** null: it is longer than the limit. */
  contents: Uint8Array | null
}

const BLOCK = 512

/** Where a header's fields are. Source: POSIX.1-2017, pax, "ustar Interchange Format". */
const NAME = [0, 100] as const
const SIZE = [124, 136] as const
const CHECKSUM = [148, 156] as const
const TYPE = 156

/** What isn't a tar archive, or ends in the middle of one. */
export class TarFault extends Error {}

/**
 * The files of an archive that are asked for, while it passes by: nothing is written, so that names and links in it lead
 * nowhere. What extends a header (long names, pax) is passed over: none of the files that are asked for needs it.
 *
 * @param wanted names, without a `./` in front
 * @param limit bytes of a file
 * @throws TarFault
 */
export async function* tarFiles(
  chunks: AsyncIterable<Uint8Array>,
  {limit, wanted}: {limit: number; wanted: ReadonlySet<string>},
): AsyncGenerator<TarFile> {
  const reader = new ChunkReader(chunks)
  for (;;) {
    const header = await reader.take(BLOCK)
    // Two blocks of zeros end an archive.
    if (header[0] === 0 && header.every((byte) => byte === 0)) return
    assertHeader(header)
    const name = textOf(header, NAME).replace(/^\.\//, '')
    const size = sizeOf(header)
    const isFile = header[TYPE] === 0 || header[TYPE] === 0x30
    if (isFile && wanted.has(name)) {
      if (size <= limit) {
        yield {contents: await reader.take(size), name}
        await reader.skip(padding(size))
        continue
      }

      yield {contents: null, name}
    }

    await reader.skip(size + padding(size))
  }
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK
}

function textOf(header: Uint8Array, [from, to]: readonly [number, number]): string {
  return Buffer.from(header.subarray(from, to)).toString('latin1').replace(/\0.*$/s, '')
}

/** The sum of a header's bytes, its own eight taken as spaces: what has another is something else. */
function assertHeader(header: Uint8Array): void {
  const [from, to] = CHECKSUM
  let sum = 0
  // Not of its entries: a cache has ten thousands of headers, and two seconds.
  for (let index = 0; index < BLOCK; index++) sum += index >= from && index < to ? 0x20 : header[index]!
  if (octal(textOf(header, CHECKSUM)) !== sum) throw new TarFault('not a tar archive')
}

/** Octal digits; GNU tar writes what takes more as a binary number, with its first bit set. */
function sizeOf(header: Uint8Array): number {
  const [from, to] = SIZE
  if ((header[from]! & 0x80) === 0) return octal(textOf(header, SIZE))
  const size = Number(Buffer.from(header.subarray(from + 4, to)).readBigUInt64BE())
  if (!Number.isSafeInteger(size)) throw new TarFault('a file has no size')
  return size
}

function octal(text: string): number {
  const digits = text.trim()
  if (!/^[0-7]+$/.test(digits)) throw new TarFault('not a tar archive')
  return Number.parseInt(digits, 8)
}

/** Bytes by number, of what comes in pieces. */
class ChunkReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #rest: Uint8Array = new Uint8Array()

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  async take(size: number): Promise<Uint8Array> {
    if (this.#rest.byteLength >= size) {
      const whole = this.#rest.subarray(0, size)
      this.#rest = this.#rest.subarray(size)
      return whole
    }

    const parts: Uint8Array[] = []
    let missing = size
    while (missing > 0) {
      if (this.#rest.byteLength === 0) await this.#next()
      const part = this.#rest.subarray(0, missing)
      this.#rest = this.#rest.subarray(part.byteLength)
      missing -= part.byteLength
      parts.push(part)
    }

    return Buffer.concat(parts)
  }

  async skip(size: number): Promise<void> {
    let missing = size
    while (missing > 0) {
      if (this.#rest.byteLength === 0) await this.#next()
      const passed = Math.min(missing, this.#rest.byteLength)
      this.#rest = this.#rest.subarray(passed)
      missing -= passed
    }
  }

  async #next(): Promise<void> {
    const {done, value} = await this.#chunks.next()
    if (done) throw new TarFault('the archive ends early')
    this.#rest = value
  }
}
