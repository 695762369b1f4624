/** Says that a button opens a menu. */
export const Caret = () => (
  <svg className="veil-caret" viewBox="0 0 10 6" width="10" height="6" aria-hidden="true">
    <path d="m1 1 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)
