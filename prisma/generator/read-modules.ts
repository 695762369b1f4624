import type { Entity, ModuleMetadata } from '../../schema/model.ts'
import type { Layout } from './layout.ts'
import { orderOf } from './layout.ts'
import { readEntity } from './read-entity.ts'
import { readEnums } from './read-enums.ts'
import type { Reading } from './reading.ts'

const KIND_ORDER: readonly Entity['kind'][] = ['DOMAIN', 'ADDED', 'INFRASTRUCTURE']

/** Tables of the module first, its machinery last; inside a kind as the Prisma file has them. The order of the files does not matter. */
function inOrder(entities: readonly Entity[]): readonly Entity[] {
  return KIND_ORDER.flatMap(kind => entities.filter(entity => entity.kind === kind))
}

function readModule(schema: string, order: number, reading: Reading): ModuleMetadata {
  const models = reading.source.models.filter(model => model.schema === schema)
  return { name: schema, order, schema, entities: inOrder(models.map(model => readEntity(model, reading))), enums: readEnums(models, reading.report) }
}

/** Every Postgres schema of the model as metadata, in the order of the dependency rule; the state schemas are among them. */
export function readModules(layout: Layout, reading: Reading): readonly ModuleMetadata[] {
  const schemas = [...new Set(reading.source.models.map(model => model.schema))]
  return schemas.flatMap(schema => {
    const order = orderOf(schema, layout)
    if (order !== undefined) return [readModule(schema, order, reading)]
    reading.report('UNKNOWN_MODULE', schema, 'is neither in domain nor in observers of the generator block in prisma/schema/main.prisma.')
    return []
  }).sort((left, right) => left.order - right.order)
}
