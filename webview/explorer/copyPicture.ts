export interface CopyOptions {
  /** Rejects where the page's clipboard takes no pictures: it may not, is not focused, or knows text alone. */
  readonly write: (png: Promise<Blob>) => Promise<void>;
  /** Where it goes then. */
  readonly refused: (png: Promise<Blob>) => void;
}

/** Puts a picture on the page's own clipboard, which is not that of VS Code: that one takes text alone. Tells whether it did. */
export async function copyPicture(png: Promise<Blob>, { write, refused }: CopyOptions): Promise<boolean> {
  try {
    await write(png);
    return true;
  } catch {
    refused(png);
    return false;
  }
}
