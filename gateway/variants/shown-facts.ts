import { valueFromASTUntyped, visit } from 'graphql'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { acrossNames } from '../../schema/catalog/across-dimensions.ts'
import { isShownPath } from '../../schema/catalog/is-shown-path.ts'
import { viewOf } from '../../schema/catalog/schema-view.ts'
import type { SchemaView } from '../../schema/catalog/schema-view.ts'
import { modules } from '../../schema/metadata/index.ts'
import type { Entity, Metric } from '../../schema/model.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { exposedEntities } from '../../schema/sdl/exposed.ts'
import { dimensionName, metricField } from '../../schema/sdl/metric-types.ts'
import { variantsOfPrincipal } from '../../schema/variants/variants-of-principal.ts'
import { variantSchemas } from './variant-schemas.ts'

/** Who is refused, and what they asked. */
export interface Refused {
  readonly principal: Principal
  readonly document: DocumentNode
  readonly variables?: Readonly<Record<string, unknown>>
}

type Facts = Readonly<Record<string, unknown>>

interface Measured {
  readonly entity: Entity
  readonly metric: Metric
}

/** Root field that takes the name of a metric as an argument. */
const BY_NAME = 'metricAcross'

/** Codes of figures: their coordinates explain a dimension. Every other one is that of the input that is refused, as the caller wrote it. */
const OF_FIGURES = /^METRIC_/

const openMeasured = (): ReadonlyMap<unknown, Measured> => new Map(modules.flatMap(exposedEntities).flatMap(entity => (entity.metrics ?? []).flatMap(metric => {
  const measured = { entity, metric }
  return [[metricField(metric), measured], [metric.name, measured]] as const
})))

const openEntities = (): ReadonlyMap<string, Entity> => new Map(modules.flatMap(exposedEntities).map(entity => [entity.type, entity]))

/** Figures that an operation asks for, wherever; those by a name that there is not are none. */
const askedIn = ({ document, variables }: Refused, measured: ReadonlyMap<unknown, Measured>): readonly Measured[] => {
  const names: unknown[] = []
  visit(document, {
    Field({ name: { value: field }, arguments: given = [] }) {
      const argument = field === BY_NAME ? given.find(({ name }) => name.value === 'metric') : undefined
      names.push(argument ? valueFromASTUntyped(argument.value, variables) : field)
    },
  })
  return names.flatMap(name => measured.get(name) ?? [])
}

const isShown = (view: SchemaView, { entity, metric }: Measured): boolean => view.has(entity.type) && view.has(`Metrics.${metricField(metric)}`)

const shownDimensions = (view: SchemaView, { entity, metric }: Measured, entities: ReadonlyMap<string, Entity>): readonly string[] => [
  ...metric.dimensions.map(dimensionName).filter(name => view.has(`${entity.type}Dimension.${name}`)),
  ...view.has(`Query.${BY_NAME}`) ? acrossNames(metric, entity, entities).filter(path => isShownPath(entity.type, path, view)) : [],
]

/**
 * Leaves of the facts of a refusal what the caller's variants of the schema show: a figure that is not theirs to know of has no dimensions, and one that
 * is has those that they could read in their schema. Worked out for refusals only, so that nobody else waits for it.
 */
export const shownFacts = (composed: GraphQLSchema): (facts: Facts, refused: Refused) => Facts => {
  const schemaOf = variantSchemas(composed)
  let measured: ReadonlyMap<unknown, Measured> | undefined
  let entities: ReadonlyMap<string, Entity> | undefined

  return (facts, refused) => {
    if (facts.dimensions === undefined && facts.instead === undefined && !OF_FIGURES.test(String(facts.code))) return facts
    measured ??= openMeasured()
    const known = entities ??= openEntities()
    const view = viewOf(schemaOf(variantsOfPrincipal(refused.principal)))
    const asked = askedIn(refused, measured)
    const dimensions = new Set<unknown>(asked.every(one => isShown(view, one)) ? asked.flatMap(one => shownDimensions(view, one, known)) : [])
    const instead = measured.get(facts.instead)
    const left = (name: string, value: unknown): unknown => {
      if (name === 'dimensions' && Array.isArray(value)) return dimensions.size > 0 ? value.filter((one: unknown) => dimensions.has(one)) : undefined
      if (name === 'instead') return instead && isShown(view, instead) ? value : undefined
      if (name === 'coordinate' && OF_FIGURES.test(String(facts.code))) return view.has(String(value)) ? value : undefined
      return value
    }
    return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, left(name, value)] as const).filter(([, value]) => value !== undefined))
  }
}
