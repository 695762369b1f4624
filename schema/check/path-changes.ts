import { Kind, type DocumentNode } from 'graphql'
import { namedType, outputFields } from '../lint/contract.ts'
import { isSensitive } from '../lint/sensitive-coordinates.ts'
import { labelsOf } from '../sdl/read-labels.ts'
import type { VariantSource } from '../variants/variant-document.ts'
import { VARIANTS, type Variant } from '../variants/variants.ts'
import type { CheckFinding } from './check-finding.ts'
import { shownIn } from './shown-in.ts'

interface Graph {
  readonly supergraph: DocumentNode
  readonly source: VariantSource
}

/**
 * New ways to sensitive values: a field between types that were there already, from whose end something sensitive is reached; a hand-written field
 * that reads something sensitive; and a sensitive field that a variant has and did not have.
 */
export const pathChanges = (before: Graph, after: Graph): readonly CheckFinding[] => [...newEdges(before, after), ...newReads(before, after), ...newInVariants(before, after)]

const finding = (change: string, at: string, message: string): CheckFinding => ({ kind: 'PRIVACY', change, at, message })

/** Pages and their edges stand for the rows in them. */
const rowType = (name: string): string => name.replace(/(?:Connection|Edge)$/, '')

const newEdges = (before: Graph, after: Graph): readonly CheckFinding[] => {
  const old = new Set(outputFields(before.source.api).map(({ coordinate }) => coordinate))
  const types = new Set(before.source.api.definitions.flatMap(node => (node.kind === Kind.OBJECT_TYPE_DEFINITION ? [node.name.value] : [])))
  const sensitive = sensitiveIn(after)
  const reaches = reach(after.source.api)
  return outputFields(after.source.api)
    .filter(({ type, coordinate }) => !old.has(coordinate) && types.has(type.name.value))
    .flatMap(({ coordinate, field }) => {
      const end = rowType(namedType(field.type))
      const found = sensitive.filter(at => at.startsWith(`${end}.`))
      // a type that is new is judged by what it has; one that was there is reached in a new way
      const first = found[0] ?? sensitive.find(at => reaches(end).has(at.split('.')[0] ?? ''))
      return first === undefined || !types.has(end) ? [] : [finding('NEW_PATH', coordinate, `${coordinate} leads to ${end}, from where ${first} is read.`)]
    })
}

/** Types that are reached from a type by fields. */
const reach = (api: DocumentNode): ((from: string) => ReadonlySet<string>) => {
  const next = new Map<string, Set<string>>()
  for (const { type, field } of outputFields(api)) {
    const ends = next.get(type.name.value) ?? new Set<string>()
    ends.add(namedType(field.type))
    next.set(type.name.value, ends)
  }
  return from => {
    const found = new Set<string>([from])
    for (const name of found) for (const end of next.get(name) ?? []) found.add(end)
    return found
  }
}

const sensitiveIn = ({ supergraph }: Graph): readonly string[] => {
  const fields = new Set(outputFields(supergraph).map(({ coordinate }) => coordinate))
  return [...labelsOf(supergraph)].filter(([coordinate, label]) => fields.has(coordinate) && isSensitive(label)).map(([coordinate]) => coordinate)
}

const newReads = (before: Graph, after: Graph): readonly CheckFinding[] => {
  const sensitive = new Set(sensitiveIn(after))
  const old = labelsOf(before.supergraph)
  return [...labelsOf(after.supergraph)].flatMap(([at, { reads }]) => {
    const known = new Set(old.get(at)?.reads ?? [])
    const added = reads.filter(read => read !== at && sensitive.has(read) && !known.has(read))
    // members of generated inputs read the field they are named after, which is judged itself
    return added.length === 0 || /^\w+(?:Filter|OrderField|Dimension)\./.test(at) ? [] : [finding('NEW_READ', at, `${at} reads ${added.join(', ')}.`)]
  })
}

const newInVariants = (before: Graph, after: Graph): readonly CheckFinding[] => {
  const old = new Set(outputFields(before.source.api).map(({ coordinate }) => coordinate))
  const sensitive = new Set(sensitiveIn(after))
  const of = ({ source }: Graph, variant: Variant): ReadonlySet<string> => new Set(outputFields(shownIn(source, variant)).map(({ coordinate }) => coordinate))
  return VARIANTS.flatMap(variant => {
    const known = of(before, variant)
    return [...of(after, variant)].filter(at => sensitive.has(at) && old.has(at) && !known.has(at))
      .map(at => ({ ...finding('NEW_IN_VARIANT', at, `${at} is in the variant ${variant}, which did not have it.`), variant }))
  })
}
