/** A description, with what stands in backticks as code. It is text and stays text. */
export const Prose = ({ text }: { readonly text: string }) => <>{text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}</>
