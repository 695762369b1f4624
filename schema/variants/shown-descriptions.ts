import { Kind, type DefinitionNode, type DocumentNode } from 'graphql'

/** A name of a member in a text, as `Invoice.status`. */
const COORDINATE = /\b[A-Z]\w*\.[a-z]\w*/g

const LIST = /^Values of (?<list>.+)\.$/

const coordinatesOf = (definition: DefinitionNode): readonly string[] => {
  const isComposite = definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
  return isComposite ? (definition.fields ?? []).map(({ name }) => `${definition.name.value}.${name.value}`) : []
}

/** Enumerations tell which fields have their values; those that are not shown are left out of the text. */
export const shownDescriptions = (document: DocumentNode): DocumentNode => {
  const shown = new Set(document.definitions.flatMap(coordinatesOf))
  return {
    ...document,
    definitions: document.definitions.map(definition => {
      if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || !definition.description) return definition
      const named = LIST.exec(definition.description.value)?.groups?.list?.match(COORDINATE)
      if (!named || named.every(name => shown.has(name))) return definition
      const rest = named.filter(name => shown.has(name))
      const value = rest.length === 0 ? `Values of a ${definition.name.value}.` : `Values of ${rest.join(' and ')}.`
      return { ...definition, description: { ...definition.description, value } }
    }),
  }
}
