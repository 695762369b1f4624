import type { Ask } from './ask.ts'
import { failure } from './http-error.ts'
import { INTROSPECTION_QUERY } from './introspection-query.ts'
import { resourceOf } from './resource.ts'
import type { Resource } from './resource.ts'
import { readSchemaTypes } from './schema-types.ts'
import type { SchemaTypes } from './schema-types.ts'

/** A member of the input of a command. */
export interface CommandMember {
  readonly name: string
  readonly description: string
  readonly type: string
  readonly isRequired: boolean
  readonly isList: boolean
  /** Words of an enumeration. */
  readonly values: readonly string[]
}

/** A command of the graph: a mutation with one input. */
export interface GraphCommand {
  readonly name: string
  readonly description: string
  readonly inputType: string
  /** Members of its input. */
  readonly members: readonly CommandMember[]
  /** Where the payload holds the record that was changed; undefined where it holds none. */
  readonly record: { readonly field: string, readonly type: string } | undefined
  /** Values of the payload itself, secrets that are shown once among them. */
  readonly values: readonly string[]
}

/** What a caller sees of the graph, as far as lists, records and commands go. */
export interface GraphSchema {
  readonly resources: ReadonlyMap<string, Resource>
  readonly commands: ReadonlyMap<string, GraphCommand>
  /** The resource whose records have this type. */
  resourceOfType(type: string): Resource | undefined
}

const commandsOf = (schema: SchemaTypes): readonly GraphCommand[] => (schema.mutation?.fields ?? []).flatMap(({ name, description, args, type }) => {
  const input = args.find(argument => argument.name === 'input')
  const payload = schema.types.get(type.name)
  if (input === undefined || payload === undefined) return []
  const record = payload.fields.find(field => field.type.kind === 'OBJECT' && !field.type.isList && schema.types.get(field.type.name)?.fields.some(one => one.name === 'id'))
  return [{
    name, description, inputType: input.type.text,
    members: (schema.types.get(input.type.name)?.inputFields ?? []).map(member => ({
      name: member.name, description: member.description, type: member.type.name, isRequired: member.type.isRequired && !member.hasDefault, isList: member.type.isList,
      values: schema.types.get(member.type.name)?.values.map(value => value.name) ?? [],
    })),
    record: record && { field: record.name, type: record.type.name },
    values: payload.fields.filter(field => ['SCALAR', 'ENUM'].includes(field.type.kind)).map(field => field.name),
  }]
})

/** Finds resources and commands in a schema. */
export const graphSchemaOf = (schema: SchemaTypes): GraphSchema => {
  const resources = (schema.query?.fields ?? []).flatMap(list => resourceOf(schema, list) ?? [])
  const byType = new Map(resources.toReversed().map(resource => [resource.type, resource]))
  return {
    resources: new Map(resources.map(resource => [resource.name, resource])),
    commands: new Map(commandsOf(schema).map(command => [command.name, command])),
    resourceOfType: type => byType.get(type),
  }
}

/** Reads the schema of the caller; once, or again after a failure. */
export const schemaReader = (ask: Ask): (() => Promise<GraphSchema>) => {
  let known: Promise<GraphSchema> | undefined
  return () => {
    known ??= ask({ query: INTROSPECTION_QUERY }).then(({ data }) => graphSchemaOf(readSchemaTypes(data)))
    known.catch(() => { known = undefined })
    return known
  }
}

/** The resource of this name; react-admin's error for one that the caller's schema does not have. */
export const resourceNamed = ({ resources }: GraphSchema, name: string): Resource => {
  const resource = resources.get(name)
  if (resource === undefined) throw failure('There is no such list in the schema that you may see.', { code: 'NOT_FOUND', resource: name })
  return resource
}
