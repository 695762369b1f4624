import { Kind, visit } from 'graphql'
import type { DirectiveNode, DocumentNode } from 'graphql'
import type { IsIncluded } from './labelled-places.ts'

type Variables = Readonly<Record<string, unknown>>

/** The variables that `@skip` and `@include` of a document ask, with their defaults. */
export interface Conditions {
  /** Equal for variables under which the same parts of the document count. */
  key(variables: Variables): string
  isIncluded(variables: Variables): IsIncluded
}

/** Reads the conditions of a document once. */
export const conditionsOf = (document: DocumentNode): Conditions => {
  const asked = new Set<string>()
  const defaults = new Map<string, boolean>()
  visit(document, {
    VariableDefinition({ variable, defaultValue }) {
      if (defaultValue?.kind === Kind.BOOLEAN) defaults.set(variable.name.value, defaultValue.value)
    },
    Directive(node) {
      const name = variableOf(node)
      if (name !== undefined) asked.add(name)
    },
  })
  const valueOf = (variables: Variables, name: string): boolean => (variables[name] === undefined ? defaults.get(name) : variables[name]) === true
  const names = [...asked]
  return {
    key: variables => names.map(name => (valueOf(variables, name) ? '1' : '0')).join(''),
    isIncluded: variables => directives => directives.every(directive => {
      const name = variableOf(directive)
      const given = name === undefined ? literalOf(directive) : valueOf(variables, name)
      return given === undefined || given === (directive.name.value === 'include')
    }),
  }
}

const isCondition = ({ name: { value } }: DirectiveNode): boolean => value === 'include' || value === 'skip'

const variableOf = (directive: DirectiveNode): string | undefined => {
  const value = isCondition(directive) ? directive.arguments?.[0]?.value : undefined
  return value?.kind === Kind.VARIABLE ? value.name.value : undefined
}

const literalOf = (directive: DirectiveNode): boolean | undefined => {
  const value = isCondition(directive) ? directive.arguments?.[0]?.value : undefined
  return value?.kind === Kind.BOOLEAN ? value.value : undefined
}
