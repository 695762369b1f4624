import { useState } from 'react'
import { explorerAddress } from './addresses.ts'

/** A query to begin with, to be copied, or opened in the explorer where there is one. */
export const QueryBlock = ({ query, persona }: { readonly query: string, readonly persona: string | undefined }) => {
  const [isCopied, setCopied] = useState(false)
  const copy = (): void => {
    navigator.clipboard.writeText(query).then(() => setCopied(true), () => undefined)
  }
  return (
    <figure className="cat-query">
      <pre tabIndex={0} aria-label="GraphQL query"><code>{query}</code></pre>
      <figcaption>
        {persona !== undefined && <a className="cat-action" href={explorerAddress(query, persona)}>Open in the explorer</a>}
        <button type="button" className="cat-action" onClick={copy}>{isCopied ? 'Copied' : 'Copy'}</button>
      </figcaption>
    </figure>
  )
}
