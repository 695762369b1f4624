import { GraphiQL } from 'graphiql'
import { useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Example, ExplorerPersona } from '../wire.ts'
import { AnswerPanel } from './answer-panel.tsx'
import { Bar } from './bar.tsx'
import { fetcherAs } from './fetcher-as.ts'
import type { Answer } from './fetcher-as.ts'
import { useAsker } from './use-asker.ts'

/** What the page was told by the gateway, and the element above the editors. */
export interface ExplorerProps {
  readonly personas: readonly ExplorerPersona[]
  readonly examples: readonly Example[]
  readonly bar: HTMLElement
}

/** The whole page. A change of persona gives the interface another fetcher: it reads the schema anew and runs nothing. */
export const Explorer = ({ personas, examples, bar }: ExplorerProps) => {
  const { persona, asker, choose } = useAsker(personas)
  const [latest, setLatest] = useState<Answer>()
  const fetcher = useMemo(() => fetcherAs({ persona: asker.persona, purpose: asker.purpose }, setLatest), [asker.persona, asker.purpose])
  const tabs = useMemo(() => examples.slice(0, 1).map(({ query }) => ({ query })), [examples])
  return (
    <GraphiQL fetcher={fetcher} defaultTabs={tabs} defaultEditorToolsVisibility={false} shouldPersistHeaders={false}>
      <GraphiQL.Logo><span /></GraphiQL.Logo>
      <GraphiQL.Footer><AnswerPanel latest={latest} asker={asker} /></GraphiQL.Footer>
      {createPortal(
        <Bar
          personas={personas} persona={persona} onChoose={choose}
          purposes={persona.purposes} purpose={asker.purpose} onChoosePurpose={purpose => choose(persona.name, purpose)}
          examples={examples} onOpen={example => choose(example.persona, example.purpose)}
        />,
        bar,
      )}
    </GraphiQL>
  )
}
