/** A form's body with the lines given, each ended as HTTP ends lines. */
export const lines = (...texts: readonly string[]): Buffer => Buffer.from(texts.join('\r\n'));

export const formType = (boundary = 'b'): string => `multipart/form-data; boundary=${boundary}`;

export const field = (name: string, value: string, boundary = 'b'): readonly string[] => [
  `--${boundary}`,
  `Content-Disposition: form-data; name="${name}"`,
  '',
  value,
];

/** The fields another parser finds in a form. */
export async function parseForm(
  body: Buffer,
  contentType: string,
): Promise<readonly (readonly [string, string])[]> {
  const response = new Response(new Uint8Array(body), { headers: { 'content-type': contentType } });
  const form = await response.formData();
  return Promise.all(
    [...form].map(async ([name, value]) => [
      name,
      typeof value === 'string' ? value : await value.text(),
    ]),
  );
}
