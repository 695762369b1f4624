import { useState } from 'react'
import { explorerAddress } from './addresses.ts'

/** A query to begin with, to be copied, or opened in the explorer where there is one. Folded, only what can be done with it is in sight. */
export const QueryBlock = ({ query, persona, isFolded = false }: { readonly query: string, readonly persona: string | undefined, readonly isFolded?: boolean }) => {
  const [isCopied, setCopied] = useState(false)
  const copy = (): void => {
    navigator.clipboard.writeText(query).then(() => setCopied(true), () => undefined)
  }
  const text = <pre tabIndex={0} aria-label="GraphQL query"><code>{query}</code></pre>
  return (
    <figure className="cat-query" data-folded={isFolded}>
      {isFolded ? <details><summary>Query</summary>{text}</details> : text}
      <figcaption>
        {persona !== undefined && <a className="cat-action" href={explorerAddress(query, persona)}>Open in the explorer</a>}
        <button type="button" className="cat-action" onClick={copy}>{isCopied ? 'Copied' : 'Copy'}</button>
      </figcaption>
    </figure>
  )
}
