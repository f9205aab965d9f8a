/** A block of a document: a paragraph, list item or table row with its exact place in the stored text. */
export interface Block {
  kind: "paragraph" | "list" | "table" | "code";
  /** Headings above it, outermost first. */
  headings: string[];
  start: number;
  end: number;
  /** Sentences or rows inside the block, as offsets into the stored text. */
  parts: { start: number; end: number }[];
  page?: number;
}

/** A document as read: `text` is what is stored and quoted from, `head` its front matter. */
export interface ReadDocument {
  text: string;
  head: unknown;
  blocks: Block[];
}

/** One file format the library can read. */
export interface ReaderDefinition {
  /** File endings, with the dot. */
  endings: string[];
  /** Throws `corpus` when the file cannot be read as this format. */
  read(content: string, file: string): ReadDocument;
}

/** Declares a reader. The only export of a file in `src/library/readers/`. */
export function defineReader(definition: ReaderDefinition): ReaderDefinition {
  return definition;
}
