/** How parts of a message say that they are no text: by their type, or at Google by their name. */
const TYPE = Buffer.from('"type"');
const types = /^\s*:\s*"(?:image|image_url|input_image|document|file|input_file)"/;
const names = ['"inlineData"', '"inline_data"', '"fileData"', '"file_data"'].map((name) =>
  Buffer.from(name),
);
/** A type and what stands before it are no longer than this. */
const REACH = 64;
/** Beyond so many marks, which no call needs, each is taken for one, so that no body takes long to look through. */
const MAX_LOOKS = 20_000;

/** How many pictures and files a body holds or names, by its marks of them; within a text they are escaped. */
export function countAttachments(body: Buffer): number {
  let count = countOf(body, TYPE, (behind) =>
    types.test(body.toString('latin1', behind, behind + REACH)),
  );
  for (const name of names) count += countOf(body, name, () => true);
  return count;
}

function countOf(body: Buffer, needle: Buffer, isOne: (behind: number) => boolean): number {
  let count = 0;
  let looks = 0;
  for (let at = body.indexOf(needle); at !== -1; at = body.indexOf(needle, at + needle.length)) {
    if ((looks += 1) > MAX_LOOKS) return looks;
    if (isOne(at + needle.length)) count += 1;
  }
  return count;
}
