import { getNamedType, isInputObjectType, Kind } from 'graphql'
import type { GraphQLInputType, ValueNode } from 'graphql'
import type { OperationAnalysis } from '../sensitivity/analyse-operation.ts'
import { readFields } from '../sensitivity/read-fields.ts'

const known = new WeakMap<OperationAnalysis, readonly string[]>()

/** Members of inputs that a literal names; what comes in a variable is counted with the argument that takes it. */
const inLiteral = (type: GraphQLInputType, value: ValueNode): readonly string[] => {
  if (value.kind === Kind.LIST) return value.values.flatMap(item => inLiteral(type, item))
  const named = getNamedType(type)
  if (value.kind !== Kind.OBJECT || !isInputObjectType(named)) return []
  const fields = named.getFields()
  return value.fields.flatMap(({ name, value: inner }) => {
    const field = fields[name.value]
    return field ? [`${named.name}.${name.value}`, ...inLiteral(field.type, inner)] : []
  })
}

/** What an operation uses of the schema: fields, arguments and members of inputs, each once. Worked out once for each operation. */
export const coordinatesOf = (analysis: OperationAnalysis): readonly string[] => {
  const found = known.get(analysis)
  if (found) return found
  const used = new Set<string>()
  readFields(analysis.schema, { root: analysis.root, set: analysis.operation.selectionSet }, ({ parent, field, node }) => {
    if (parent.name.startsWith('__') || field.name.startsWith('__')) return
    used.add(`${parent.name}.${field.name}`)
    for (const { name, value } of node.arguments ?? []) {
      const argument = field.args.find(candidate => candidate.name === name.value)
      if (!argument) continue
      used.add(`${parent.name}.${field.name}(${argument.name}:)`)
      for (const coordinate of inLiteral(argument.type, value)) used.add(coordinate)
    }
  })
  const coordinates = [...used]
  known.set(analysis, coordinates)
  return coordinates
}
