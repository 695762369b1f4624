import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import { decide } from '../../schema/policy/decide.ts'
import type { Action } from '../../schema/policy/decide.ts'
import type { PrincipalClass } from '../../schema/policy/principal-class.ts'
import { staticAction } from '../../schema/policy/static-action.ts'
import { unlockOf } from '../../schema/policy/unlock.ts'
import type { OperationAnalysis, OutputUse } from './analyse-operation.ts'
import type { OutputGroup, OutputTarget } from './output-groups.ts'
import { switchName } from './reserved-names.ts'

/** What the client is told about one sensitive field of its operation. */
export interface FieldReport {
  readonly path: string
  readonly coordinate: string
  /** The static decision, ROW where it depends on the row; never what happened. */
  readonly action: Action | 'ROW'
  readonly category?: string
  readonly unlock?: string
}

/** The decisions about the outputs of one operation for one class of callers. */
export interface Verdict {
  readonly analysis: OperationAnalysis
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** Values of the switches that the rewrite added. */
  readonly switches: Readonly<Record<string, boolean>>
  readonly fields: readonly FieldReport[]
  /** Coordinate that is refused rather than null where the client asks for errors. */
  readonly refused: FieldReport | undefined
  isWithheld(group: OutputGroup): boolean
}

const isHidden = (action: Action | 'ROW'): boolean => action === 'REDACT' || action === 'REFUSE'

const isRevealed = ({ group }: OutputUse): boolean => group.targets.some(({ revealed }) => revealed !== undefined)

/** One key may be selected twice, with a request for the raw value and without: then it is one field, and that is asked for. */
const withoutOvertaken = (uses: readonly OutputUse[]): readonly OutputUse[] => {
  const revealed = new Set(uses.filter(isRevealed).flatMap(({ path, group }) => group.targets.map(({ coordinate }) => `${path} ${coordinate}`)))
  return uses.filter(use => isRevealed(use) || !use.group.targets.some(({ coordinate }) => revealed.has(`${use.path} ${coordinate}`)))
}

/** Whether a subgraph that is not ours answers a field: the gateway shows its labelled values masked at most. */
export type IsForeignField = (coordinate: string) => boolean

/** What the caller is told about a column. A value that is raw for a ticket is so in the rows of its ticket only, which no decision knows. */
export const outputAction = (principalClass: PrincipalClass, target: OutputTarget, isForeignField: IsForeignField): Action | 'ROW' => {
  const action = staticAction(decide(principalClass, target))
  if (isForeignField(target.field)) return isHidden(action) ? action : 'MASK'
  return action === 'REVEAL' && target.revealed === 'SUPPORT' && !target.label.public ? 'ROW' : action
}

/** How the raw value could be had; nothing unlocks one that is not ours. */
export const outputUnlock = (principalClass: PrincipalClass, { field, label }: OutputTarget, isForeignField: IsForeignField): string | undefined =>
  (isForeignField(field) ? undefined : unlockOf(principalClass, label))

/** Decides every sensitive field of an operation. Depends on the class of the caller alone, so it is kept with the operation. */
export const judgeOutputs = (analysis: OperationAnalysis, principalClass: PrincipalClass, isForeignField: IsForeignField): Verdict => {
  const actionOf = (target: OutputTarget): Action | 'ROW' => outputAction(principalClass, target, isForeignField)
  const report = (path: string, target: OutputTarget): FieldReport => {
    const unlock = outputUnlock(principalClass, target, isForeignField)
    return {
      path,
      coordinate: target.coordinate,
      action: actionOf(target),
      ...(!target.label.public && { category: target.label.category }),
      ...(unlock !== undefined && { unlock }),
    }
  }
  const groups = analysis.groups.all()
  const withheld = new Set(groups.filter(({ targets }) => targets.some(target => isHidden(actionOf(target)))))
  const fields = withoutOvertaken(analysis.uses)
    .flatMap(({ path, group }) => group.targets.map(target => report(path, target)))
    .filter(({ action }) => action !== 'REVEAL')
  return {
    analysis,
    document: analysis.rewritten.document,
    operation: analysis.rewritten.operation,
    switches: Object.fromEntries(groups.map(group => [switchName(group.index), !withheld.has(group)])),
    fields,
    refused: fields.find(({ action }) => action === 'REFUSE'),
    isWithheld: group => withheld.has(group),
  }
}
