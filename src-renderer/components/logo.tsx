/** An L that is a key, or a key that is an L. Drawn as in assets/logo.svg. */
export function Logo({ size = 26 }: { readonly size?: number }) {
  return (
    <svg className="logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path
        fillRule="evenodd"
        d="M9 1.5h14A7.5 7.5 0 0 1 30.5 9v14a7.5 7.5 0 0 1-7.5 7.5H9A7.5 7.5 0 0 1 1.5 23V9A7.5 7.5 0 0 1 9 1.5ZM11.05 15.9V24.6a1.6 1.6 0 0 0 1.6 1.6h10.4a1.6 1.6 0 0 0 1.6-1.6v-4a.9.9 0 0 0-.9-.9h-1.7a.9.9 0 0 0-.9.9v2.1h-6.6v-6.8a5.2 5.2 0 1 0-3.5 0ZM12.8 8.9a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2Z"
      />
    </svg>
  );
}
