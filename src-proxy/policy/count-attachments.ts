/** What of a body is no text, by the marks of it that messages bear; within a text they are escaped. */
export interface Attachments {
  readonly pictures: number;
  /** Documents, and whatever stands at Google's marks. */
  readonly files: number;
  /** Sound and films, which cost by how long they are. */
  readonly recordings: number;
}

/** How parts of a message say that they are no text: by their type, or at Google by their name. */
const TYPE = Buffer.from('"type"');
const kinds = {
  pictures: /^\s*:\s*"(?:image|image_url|input_image|computer_screenshot)"/,
  files: /^\s*:\s*"(?:document|file|input_file)"/,
  recordings: /^\s*:\s*"(?:input_)?(?:audio|video)(?:_url)?"/,
} as const satisfies Record<keyof Attachments, RegExp>;
const names = ['"inlineData"', '"inline_data"', '"fileData"', '"file_data"'].map((name) =>
  Buffer.from(name),
);
/** A type and what stands before it are no longer than this. */
const REACH = 64;
/** Beyond so many marks, which no call needs, each is taken for a file, so that no body takes long to look through. */
const MAX_LOOKS = 20_000;

export function countAttachments(body: Buffer): Attachments {
  const count = { pictures: 0, files: 0, recordings: 0 };
  const types = look(body, TYPE, (behind) => {
    const text = body.toString('latin1', behind, behind + REACH);
    if (kinds.pictures.test(text)) count.pictures += 1;
    else if (kinds.files.test(text)) count.files += 1;
    else if (kinds.recordings.test(text)) count.recordings += 1;
  });
  if (types > MAX_LOOKS) count.files = types;
  for (const name of names) count.files += look(body, name, () => undefined);
  return count;
}

/** Shows each place behind a mark; how many there were. */
function look(body: Buffer, mark: Buffer, show: (behind: number) => void): number {
  let looks = 0;
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length)) {
    if ((looks += 1) > MAX_LOOKS) return looks;
    show(at + mark.length);
  }
  return looks;
}
