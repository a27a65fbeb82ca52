import { type ByteReader, type ByteWriter, decodeUtf8, encodeUtf8, malformed } from './bytes.ts';
import { readIntColumn, writeIntColumn } from './int-column.ts';

/** Gathers the texts of all columns, each once, so that they stand together for the compressor. */
export class TextHeapWriter {
  readonly #indexes = new Map<string, number>();

  /** The reference that stands for a text: 0 when it is new, else 1 + its place. */
  reference(text: string): number {
    const known = this.#indexes.get(text);
    if (known !== undefined) return known + 1;
    if (!text.isWellFormed()) throw malformed('a text has half a character');
    this.#indexes.set(text, this.#indexes.size);
    return 0;
  }

  /** Writes the heap; it goes before the columns that refer to it. */
  write(writer: ByteWriter): void {
    const texts = [...this.#indexes.keys()];
    const bytes = encodeUtf8(texts.join(''));
    writer.uint(texts.length);
    writeIntColumn(
      writer,
      texts.map((text) => text.length),
    );
    writer.uint(bytes.length);
    writer.bytes(bytes);
  }
}

/** Gives columns their texts back, in the order in which they were gathered. */
export class TextHeapReader {
  readonly #texts: readonly string[];
  #next = 0;

  /**
   * @param reader at the heap
   * @param most texts at most
   * @throws OutpostError `frame_malformed`
   */
  constructor(reader: ByteReader, most: number) {
    const lengths = readIntColumn(reader, reader.uint(most));
    const joined = decodeUtf8(reader.bytes(reader.uint()));
    let offset = 0;
    this.#texts = lengths.map((length) => {
      if (length < 0 || offset + length > joined.length) throw malformed('a text is longer than all texts');
      const text = joined.slice(offset, offset + length);
      if (!text.isWellFormed()) throw malformed('a text has half a character');
      offset += length;
      return text;
    });
    if (offset !== joined.length) throw malformed('a text belongs to no value');
  }

  /** The text for a reference. */
  resolve(reference: number): string {
    const text = this.#texts[reference === 0 ? this.#next : reference - 1];
    if (text === undefined || reference > this.#next) throw malformed('a value refers to no text');
    if (reference === 0) this.#next++;
    return text;
  }

  /** Throws unless every text was used. */
  end(): void {
    if (this.#next !== this.#texts.length) throw malformed('a text belongs to no value');
  }
}
