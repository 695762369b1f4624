import type { Answer } from '../fetcher-as.ts'
import type { PlanStep } from '../../wire.ts'
import type { Cost } from '../read-answer.ts'

const CostCard = ({ cost: { actual, estimated } }: { readonly cost: Cost }) => (
  <div className="veil-cost">
    <p><strong>{actual}</strong> of {estimated} rows <span className="veil-quiet">what it has cost, of what it costs where all pages are full; the estimate is charged</span></p>
    <div className="veil-meter" aria-hidden="true"><span style={{ width: `${estimated === 0 ? 0 : Math.min(actual / estimated, 1) * 100}%` }} /></div>
  </div>
)

const MEANINGS: Readonly<Record<string, string>> = { Sequence: 'one after the other', Parallel: 'at the same time' }

const isFetch = ({ kind }: PlanStep): boolean => kind === 'Fetch'

const countOf = (step: PlanStep): number => (isFetch(step) ? 1 : (step.steps ?? []).reduce((sum, inner) => sum + countOf(inner), 0))

const Step = ({ step }: { readonly step: PlanStep }) => (isFetch(step)
  ? (
    <details className="veil-fetch">
      <summary><span className="veil-service">{step.service}</span> <span className="veil-quiet">{step.path ? `at ${step.path.join('.')}` : 'at the root'}</span></summary>
      <pre tabIndex={0}>{step.operation}</pre>
    </details>
  )
  : (
    <div className="veil-steps">
      <p className="veil-quiet">{step.condition === undefined ? MEANINGS[step.kind] ?? step.kind : <>only if <code>${step.condition}</code></>}</p>
      <ol data-kind={step.kind}>{(step.steps ?? []).map((inner, index) => <li key={index}><Step step={inner} /></li>)}</ol>
    </div>
  ))

/** What an operation has cost, and which subgraphs were asked for it in which order. */
export const PlanView = ({ answer: { cost, plan } }: { readonly answer: Answer }) => (
  <div className="veil-scroll veil-padded" tabIndex={0} role="region" aria-label="Cost and plan">
    {cost ? <CostCard cost={cost} /> : <p className="veil-empty">An operation that fails has no cost.</p>}
    {plan && <><p className="veil-hint">{countOf(plan) === 1 ? 'One request to one subgraph.' : `${countOf(plan)} kinds of requests to subgraphs.`} The switches <code>$__veil_…</code> leave out what may not be shown, so that one plan serves everybody.</p><Step step={plan} /></>}
  </div>
)
