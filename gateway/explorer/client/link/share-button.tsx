import { pick, useGraphiQL } from '@graphiql/react'
import { useState } from 'react'
import type { Asker } from '../graph/ask-graph.ts'
import { writeQueryLink } from './query-link.ts'

const SAID_MS = 2500

/** Copies a link to the query in front. Headers stay behind, since they may hold a token. */
export const ShareButton = ({ asker: { persona, purpose } }: { readonly asker: Asker }) => {
  const { queryEditor, variableEditor } = useGraphiQL(pick('queryEditor', 'variableEditor'))
  const [said, setSaid] = useState('')
  const share = async (): Promise<void> => {
    const hash = writeQueryLink({ query: queryEditor?.getValue() ?? '', variables: variableEditor?.getValue() ?? '', persona, purpose })
    // the address shows it too, for browsers that let no page write to the clipboard
    history.replaceState(null, '', hash)
    const isCopied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false)
    setSaid(isCopied ? 'Copied' : 'In the address')
    setTimeout(() => setSaid(''), SAID_MS)
  }
  return (
    <button type="button" className="veil-button veil-share" disabled={!queryEditor} onClick={() => void share()} title="A link that carries the query; whoever opens it runs it themselves">
      <span role="status">{said || 'Share'}</span>
    </button>
  )
}
