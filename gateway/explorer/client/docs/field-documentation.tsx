import type { DocExplorerFieldDef } from '@graphiql/plugin-doc-explorer'
import { useGraphiQL } from '@graphiql/react'
import { FieldDocumentation as Original } from 'veil-original/field-documentation'
import { useAskerNow } from '../asker-context.ts'
import { ACTIONS, actionLabel, inWords } from '../in-words.ts'
import { CatalogLink } from './catalog-link.tsx'
import { ownerOfField } from './owner-of-field.ts'
import { useTypePlan } from './use-type-plan.ts'

const Sensitivity = ({ field }: { readonly field: DocExplorerFieldDef }) => {
  const { persona, purpose } = useAskerNow()
  const owner = ownerOfField(useGraphiQL(state => state.schema), field)
  const entry = useTypePlan(owner).get(`${owner?.name}.${field.name}`)
  if (!owner) return null
  return (
    <section className="veil-doc" aria-label="Sensitivity">
      {entry && (
        <>
          <p><span className="veil-category">{entry.category === null ? 'brand' : inWords(entry.category)}</span> <span className="veil-action" data-action={entry.decision}>{actionLabel(entry.decision)}</span> <span className="veil-quiet">for {persona}, {purpose}</span></p>
          <p>{ACTIONS[entry.decision]?.[1]}</p>
          {entry.rules.map(rule => <p key={rule}><code>{rule}</code></p>)}
          {entry.unlock !== null && <p>Unlock: <code>{entry.unlock}</code></p>}
        </>
      )}
      <CatalogLink type={owner} field={field.name} />
    </section>
  )
}

/** The documentation of one field, with what the policy says of it and where it stands in the catalog. */
export const FieldDocumentation = ({ field }: { readonly field: DocExplorerFieldDef }) => <><Sensitivity field={field} /><Original field={field} /></>
