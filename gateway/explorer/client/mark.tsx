/** The sign of the product, a graph of which one node is veiled; the same as in icon.svg. */
export const Mark = () => (
  <svg className="veil-mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="#4f46e5" />
    <path d="M9 10.5L16 22L23 10.5" fill="none" stroke="#fff" strokeWidth="2.4" />
    <circle cx="9" cy="10" r="3.4" fill="#fff" />
    <circle cx="23" cy="10" r="3.4" fill="#4f46e5" stroke="#fff" strokeWidth="2" />
    <circle cx="16" cy="22.5" r="3.4" fill="#fff" />
  </svg>
)
