/** A key as it may be shown, on a tag like the one of a key ring. */
export function KeyTag({
  text,
  isVirtual = false,
}: {
  readonly text: string;
  readonly isVirtual?: boolean;
}) {
  return <code className={isVirtual ? 'tag tag-virtual' : 'tag'}>{text}</code>;
}
