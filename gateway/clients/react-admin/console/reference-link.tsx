import { LinkBase, useCreatePath, useReference } from 'ra-core'
import { rowOf } from '../provider/json.ts'
import { markIn } from '../provider/marks.ts'
import type { Resource } from '../provider/resource.ts'
import { Icon } from './icons.tsx'
import { labelField } from './label-field.ts'
import { valueText } from './value-text.ts'
import { shortId } from './words.ts'

/** Leads to a record by what it is called, as far as the caller may know; all that are on the screen are asked for together. */
export const ReferenceLink = ({ target, id }: { readonly target: Resource, readonly id: string }) => {
  const createPath = useCreatePath()
  const label = labelField(target)
  const { referenceRecord } = useReference({ reference: target.name, id, options: { enabled: label !== undefined, meta: { fields: label ? [label.name] : [] } } })
  const state = label && markIn(referenceRecord, label.name)?.state
  const isMasked = state === 'MASKED' || state === 'PSEUDONYM'
  const text = label && (state === undefined || isMasked || state === 'SHOWN') ? valueText(rowOf(referenceRecord)[label.name], label) : ''
  return (
    <LinkBase to={createPath({ resource: target.name, id, type: 'show' })} title={id}>
      {text === '' ? <code>{shortId(id)}</code> : <span className={isMasked ? 'protected' : 'value'}>{isMasked && <Icon name="lock" />}{text}</span>}
    </LinkBase>
  )
}
