import { pick, useGraphiQL } from '@graphiql/react'
import { useMemo } from 'react'
import type { ExplorerPersona } from '../../wire.ts'
import { variablesOf } from '../editor-variables.ts'
import type { Asker } from '../graph/ask-graph.ts'
import type { PlanEntry } from '../graph/privacy-plan.ts'
import { usePrivacyPlans } from '../graph/use-privacy-plan.ts'
import type { PlanState } from '../graph/use-privacy-plan.ts'
import { inWords } from '../in-words.ts'
import { ActionChip } from './action-chip.tsx'
import { FieldPath } from './field-path.tsx'

interface ViewAsProps {
  readonly asker: Asker
  readonly persona: ExplorerPersona
  readonly personas: readonly ExplorerPersona[]
  onChoose(persona: string): void
}

const keyOf = ({ use, path, coordinate }: PlanEntry): string => JSON.stringify([use, path, coordinate])

const entriesIn = (state: PlanState): readonly PlanEntry[] => (state.state === 'KNOWN' ? state.plan.entries : [])

const Standing = ({ state }: { readonly state: PlanState }) => {
  if (state.state === 'ASKED') return <span className="veil-quiet">…</span>
  if (state.state === 'FAILED') return <span className="veil-quiet">{state.message}</span>
  return state.plan.refusedBy === null ? <span className="veil-quiet">allowed</span> : <span className="veil-action" data-action="REFUSE">{state.plan.refusedBy}</span>
}

const Cell = ({ state, of }: { readonly state: PlanState, readonly of: string }) => {
  const entry = entriesIn(state).find(candidate => keyOf(candidate) === of)
  return <td title={entry?.rules.join('\n')}>{entry ? <ActionChip action={entry.decision} /> : <span className="veil-quiet">·</span>}</td>
}

/** What each persona of the brand would get of the query in the editor, by the policy: no row is read for it. */
export const ViewAs = ({ asker, persona, personas, onChoose }: ViewAsProps) => {
  const { tabs, activeTabIndex, operationName } = useGraphiQL(pick('tabs', 'activeTabIndex', 'operationName'))
  const tab = tabs[activeTabIndex]
  const others = useMemo(() => personas.filter(({ brand }) => brand === persona.brand), [personas, persona])
  const askers = useMemo(() => others.map(({ name, purposes: [first = ''] }): Asker => (name === asker.persona ? asker : { persona: name, purpose: first })), [others, asker])
  const states = usePrivacyPlans(askers, { query: tab?.query ?? '', variables: variablesOf(tab?.variables), operationName }, 300)
  const rows = [...new Map(states.flatMap(entriesIn).map(entry => [keyOf(entry), entry])).values()]
  return (
    <div className="veil-scroll" tabIndex={0} role="region" aria-label="What each persona would get">
      <p className="veil-hint">By the policy alone, for the query as it stands in the editor. Nothing is read, and nothing of it depends on what there is.</p>
      <table className="veil-table veil-matrix">
        <thead>
          <tr>
            <th scope="col">field</th>
            {askers.map(one => (
              <th key={one.persona} scope="col" aria-current={one.persona === asker.persona ? 'true' : undefined}>
                <button type="button" className="veil-link" title={`Ask as ${one.persona}`} onClick={() => onChoose(one.persona)}>{one.persona}</button>
                <span className="veil-purpose-of">{one.purpose}</span>
              </th>
            ))}
          </tr>
          <tr><th scope="row">the operation</th>{states.map((state, index) => <td key={askers[index]?.persona}><Standing state={state} /></td>)}</tr>
        </thead>
        <tbody>
          {rows.map(entry => (
            <tr key={keyOf(entry)}>
              <th scope="row"><FieldPath {...entry} />{entry.use !== 'SELECT' && <span className="veil-use">{inWords(entry.use)}</span>}<span className="veil-category">{entry.category === null ? 'brand' : inWords(entry.category)}</span></th>
              {states.map((state, index) => <Cell key={askers[index]?.persona} state={state} of={keyOf(entry)} />)}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && states.every(({ state }) => state !== 'ASKED') && <p className="veil-empty">Nothing in this query is sensitive.</p>}
    </div>
  )
}
