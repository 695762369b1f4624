import { useMemo, useState } from 'react'
import type { Example, ExplorerPersona } from '../../wire.ts'
import type { Answer } from '../fetcher-as.ts'
import { usePrivacyPlans } from '../graph/use-privacy-plan.ts'
import { protectedFields } from './protected-fields.ts'
import { RefusalLine } from './refusal-line.tsx'
import { RevealForm } from './reveal-form.tsx'
import { WithheldTable } from './withheld-table.tsx'

interface PrivacyViewProps {
  readonly answer: Answer
  readonly persona: ExplorerPersona
  readonly personas: readonly ExplorerPersona[]
  readonly tickets: Example | undefined
  onChoose(persona: string): void
}

/** What of an answer was masked and by which rule, and a way to the raw values for those who have one. */
export const PrivacyView = ({ answer, persona, personas, tickets, onChoose }: PrivacyViewProps) => {
  const request = useMemo(() => ({ query: answer.query, variables: answer.variables, operationName: answer.operationName }), [answer])
  const askers = useMemo(() => [{ persona: answer.persona, purpose: answer.purpose }], [answer])
  const [state] = usePrivacyPlans(askers, request)
  const plan = state?.state === 'KNOWN' ? state.plan : undefined
  const purposes = persona.name === answer.persona ? persona.purposes : []
  const fields = useMemo(() => protectedFields(answer.fields, plan?.entries ?? [], purposes), [answer, plan, purposes])
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const revealable = fields.filter(field => field.purposes.length > 0)
  // nothing is asked for that was not chosen, but for the only one
  const chosen = new Set(revealable.filter(({ path }) => revealable.length === 1 || picked.has(path)).map(({ path }) => path))
  const toggle = (path: string): void => setPicked(known => new Set(known.has(path) ? [...known].filter(one => one !== path) : [...known, path]))
  return (
    <div className="veil-scroll" tabIndex={0} role="region" aria-label="What was protected, and why">
      {answer.refusals.map(refusal => <RefusalLine key={`${refusal.code} ${refusal.coordinate}`} {...refusal} />)}
      {revealable.length > 0 && <RevealForm answer={answer} paths={[...chosen]} purposes={[...new Set(revealable.flatMap(field => field.purposes))]} tickets={tickets} />}
      {fields.length > 0 && <WithheldTable fields={fields} chosen={chosen} personas={personas.filter(({ brand }) => brand === persona.brand)} onToggle={toggle} onChoose={onChoose} />}
      {fields.length === 0 && answer.refusals.length === 0 && <p className="veil-empty">Nothing in this answer is protected from {answer.persona}.</p>}
      {plan && plan.subjects > 0 && <p className="veil-hint">Raw values of up to {plan.subjects} people were asked for; that is what the budget was charged.</p>}
    </div>
  )
}
