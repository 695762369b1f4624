import { GraphiQL } from 'graphiql'
import { useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Example, ExplorerPersona } from '../wire.ts'
import { AskerProvider } from './asker-context.ts'
import { Bar } from './bar.tsx'
import { fetcherAs } from './fetcher-as.ts'
import type { Answer } from './fetcher-as.ts'
import { LinkedQuery } from './link/linked-query.tsx'
import { ResultDock } from './result/result-dock.tsx'
import { useAsker } from './use-asker.ts'

/** What the page was told by the gateway, and the element above the editors. */
export interface ExplorerProps {
  readonly personas: readonly ExplorerPersona[]
  readonly examples: readonly Example[]
  readonly bar: HTMLElement
}

/** The example that lists tickets for the form of a reveal, where there is one. */
const TICKETS = 'open-tickets'

/** The whole page. A change of persona gives the interface another fetcher: it reads the schema anew and runs nothing. */
export const Explorer = ({ personas, examples, bar }: ExplorerProps) => {
  const { persona, asker, choose } = useAsker(personas)
  const [latest, setLatest] = useState<Answer>()
  const fetcher = useMemo(() => fetcherAs({ persona: asker.persona, purpose: asker.purpose }, setLatest), [asker.persona, asker.purpose])
  const tabs = useMemo(() => examples.slice(0, 1).map(({ query }) => ({ query })), [examples])
  const open = (wanted: { readonly persona: string, readonly purpose: string }): void => {
    if (personas.some(({ name }) => name === wanted.persona)) choose(wanted.persona, wanted.purpose)
  }
  return (
    <AskerProvider value={asker}>
      <GraphiQL fetcher={fetcher} defaultTabs={tabs} defaultEditorToolsVisibility={false} shouldPersistHeaders={false}>
        <GraphiQL.Logo><span /></GraphiQL.Logo>
        <GraphiQL.Footer>
          <ResultDock latest={latest} asker={asker} persona={persona} personas={personas} tickets={examples.find(({ name }) => name === TICKETS)} onChoose={name => choose(name)} />
        </GraphiQL.Footer>
        <LinkedQuery examples={examples} onOpen={open} />
        {createPortal(
          <Bar
            personas={personas} persona={persona} asker={asker} onChoose={choose}
            purposes={persona.purposes} purpose={asker.purpose} onChoosePurpose={purpose => choose(persona.name, purpose)}
            examples={examples} onOpen={open}
          />,
          bar,
        )}
      </GraphiQL>
    </AskerProvider>
  )
}
