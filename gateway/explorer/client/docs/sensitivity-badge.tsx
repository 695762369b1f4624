import { useGraphiQL } from '@graphiql/react'
import { ACTIONS, actionLabel, inWords } from '../in-words.ts'
import { ownerOfField } from './owner-of-field.ts'
import { useTypePlan } from './use-type-plan.ts'

/** Beside a sensitive field: its category, and what whoever asks now gets of it. Nothing beside a public one. */
export const SensitivityBadge = ({ field }: { readonly field: { readonly name: string } }) => {
  const owner = ownerOfField(useGraphiQL(state => state.schema), field)
  const entry = useTypePlan(owner).get(`${owner?.name}.${field.name}`)
  if (!entry) return null
  const { category, decision, rules } = entry
  const meaning = [ACTIONS[decision]?.[1] ?? '', ...rules].filter(text => text !== '').join('\n')
  return (
    <span className="veil-sense" title={meaning}>
      <span className="veil-category">{category === null ? 'brand' : inWords(category)}</span>
      <span className="veil-action" data-action={decision}>{actionLabel(decision)}</span>
    </span>
  )
}
