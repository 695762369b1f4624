import type { Relation, Scope } from '../../schema/model.ts'
import { pluralOf, sentenceCase, words } from './case.ts'
import { annotationOf } from './parse-annotations.ts'
import { readJoinName } from './read-join-name.ts'
import { readScopes } from './read-scopes.ts'
import type { Reading } from './reading.ts'
import type { SourceField, SourceModel } from './source.ts'
import { fieldOf, modelOf } from './source.ts'

/** The two ends of one foreign key. */
interface Ends {
  readonly child: SourceModel
  readonly forward: SourceField
  readonly parent: SourceModel
  readonly reverse: SourceField
  /** The columns that must be equal besides the brand; other columns of the key (currency, account) only guard the data. */
  readonly childColumn: SourceField
  readonly parentColumn: SourceField
}

const isInternal = ({ documentation }: SourceModel | SourceField): boolean => annotationOf(documentation, 'internal') !== undefined

function keyPair(forward: SourceField, child: SourceModel, parent: SourceModel): Pick<Ends, 'childColumn' | 'parentColumn'> | undefined {
  const pairs = forward.fromFields.map((name, at) => ({ from: name, to: forward.toFields[at] })).filter(({ to }) => to !== 'brandId')
  const pair = pairs.find(({ to }) => to === 'id') ?? (pairs.length === 1 ? pairs[0] : undefined)
  const childColumn = pair && fieldOf(child, pair.from)
  const parentColumn = pair?.to === undefined ? undefined : fieldOf(parent, pair.to)
  return childColumn && parentColumn && { childColumn, parentColumn }
}

function otherEnd(field: SourceField, model: SourceModel, other: SourceModel): SourceField | undefined {
  return other.fields.find(candidate => candidate.relation === field.relation && candidate.type === model.name && !(other === model && candidate === field))
}

function endsOf(field: SourceField, model: SourceModel, { source }: Reading): Ends | undefined {
  const other = modelOf(source, field.type)
  const opposite = other && otherEnd(field, model, other)
  if (other === undefined || opposite === undefined) return undefined
  const isForward = field.fromFields.length > 0
  const [child, forward, parent, reverse] = isForward ? [model, field, other, opposite] : [other, opposite, model, field]
  const pair = keyPair(forward, child, parent)
  return pair && { child, forward, parent, reverse, ...pair }
}

/** Everybody of the brand sees every row of reference data, so a foreign key to it always finds its row. */
function isReferenceData(scopes: readonly Scope[]): boolean {
  return scopes.some(scope => scope.kind === 'BRAND' && scope.permission === undefined && scope.where === undefined)
}

function readForward({ child, forward, parent, childColumn, parentColumn }: Ends, reading: Reading): Relation {
  const quiet: Reading = { ...reading, report: () => undefined }
  const certain = childColumn.required && isReferenceData(readScopes(parent, quiet)) && annotationOf(parent.documentation, 'condition') === undefined
  return {
    field: forward.name,
    description: forward.documentation.description || childColumn.documentation.description,
    target: parent.name, many: false, exposed: ![child, parent, forward, childColumn].some(isInternal),
    from: childColumn.column, to: parentColumn.column, nullable: !certain,
    join: readJoinName(forward.documentation, `${child.name}.${forward.name}`, reading.report),
  }
}

function reverseDescription({ child, forward, parent }: Ends): string {
  const children = sentenceCase(words(pluralOf(child.name)))
  const role = words(forward.name)
  return words(parent.name).endsWith(role) ? `${children} of this ${role}.` : `${children} that have this ${words(parent.name)} as their ${role}.`
}

function readReverse(ends: Ends): Relation {
  const { child, forward, parent, reverse, childColumn, parentColumn } = ends
  const hidden = annotationOf(forward.documentation, 'reverse')?.bare[0] === '-' || [child, parent, reverse, childColumn].some(isInternal)
  return {
    field: reverse.name,
    description: reverse.documentation.description || reverseDescription(ends),
    target: child.name, many: reverse.list, exposed: !hidden,
    from: parentColumn.column, to: childColumn.column, nullable: !reverse.list,
  }
}

/** Joins inside the module, from both ends: the row that a foreign key names, and the rows that name this one. */
export function readRelations(model: SourceModel, reading: Reading): readonly Relation[] {
  return model.fields.filter(field => field.kind === 'object').flatMap(field => {
    const ends = endsOf(field, model, reading)
    if (ends) return [ends.forward === field ? readForward(ends, reading) : readReverse(ends)]
    reading.report('RELATION_KEY', `${model.name}.${field.name}`, 'a relation joins brandId and one id (x_id to id); this one has no such pair.')
    return []
  })
}
