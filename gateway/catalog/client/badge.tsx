import { inWords } from './in-words.ts'

/** How sensitive a column is, in words and in a colour that grows with the harm. */
export const SensitivityBadge = ({ categories }: { readonly categories: readonly { readonly category: string, readonly level: string }[] }) => {
  const [first] = categories
  if (first === undefined) return <span className="cat-badge" data-level="NONE">public</span>
  return <span className="cat-badge" data-level={first.level} title={levelInWords(first.level)}>{inWords(first.category)}{first.level === 'CATASTROPHIC' && <span className="cat-badge-more"> · catastrophic</span>}</span>
}

const levelInWords = (level: string): string =>
  (level === 'PUBLIC' ? 'Public by level, but governed: people write anything into it' : level === 'CATASTROPHIC' ? 'Catastrophic when it leaks' : 'Personal data')

/** A short fact. */
export const Chip = ({ children, title }: { readonly children: string, readonly title?: string }) => <span className="cat-chip" title={title}>{children}</span>
