import {
  getOperationAST, Kind, OperationTypeNode, parse, validate, visit, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode,
} from 'graphql'
import type { SubgraphRequest } from '../../../schema/subgraph.ts'
import { ReadError } from '../read/read-error.ts'
import type { Reveal } from '../read/reveal.ts'
import { collectFields, eachField } from './collect-fields.ts'
import type { OperationCompiler } from './operation-compiler.ts'
import { checkReveals, revealOf } from './reveal-of.ts'
import { rootTemplate, type RootTemplate } from './root-template.ts'
import type { Selector, Site } from './select-object.ts'

type Variables = Readonly<Record<string, unknown>>

/** A query text that was parsed, validated and understood; kept and shared by all requests with this text. */
export interface CompiledOperation {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** Values of the variables that conditions depend on. */
  conditionKey(variables: Variables): string
  /** What is read, for these values of the variables that conditions depend on. */
  variant(variables: Variables): OperationVariant
}

export interface OperationVariant {
  readonly roots: readonly RootTemplate[]
  /** No field is written by hand: the answer of the database is the answer. */
  readonly isPlanned: boolean
  /** Requests for raw values, each once. */
  readonly reveals: readonly Reveal[]
}

const MOST_VARIANTS = 64

/** A text, its parsed form where there is one already, and which of its operations is meant. */
export type OperationSource = Pick<SubgraphRequest, 'query' | 'document' | 'operationName'>

/** Throws ReadError for a text that is no valid query of the schema. */
export function compileOperation(compiler: OperationCompiler, source: OperationSource): CompiledOperation {
  const document = source.document ?? parsed(source.query)
  if (validate(compiler.schema, document).length > 0) throw new ReadError('GRAPHQL_VALIDATION_FAILED')
  const operation = getOperationAST(document, source.operationName)
  if (!operation) throw new ReadError('OPERATION_RESOLUTION_FAILURE')
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw new ReadError('OPERATION_REFUSED')
  checkReveals(compiler, document)
  const fragments = fragmentsOf(document)
  const conditions = conditionVariables(document)
  const conditionKey = (variables: Variables): string => conditions.map((name) => variables[name] === true ? '1' : '0').join('')
  const variants = new Map<string, OperationVariant>()
  return {
    document,
    operation,
    fragments,
    conditionKey,
    variant(variables) {
      const key = conditionKey(variables)
      const known = variants.get(key)
      if (known) return known
      if (variants.size >= MOST_VARIANTS) variants.clear()
      const variant = compileVariant(compiler, { operation, fragments, variables })
      variants.set(key, variant)
      return variant
    },
  }
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(definitions.flatMap((definition) => definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : []))
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query)
  } catch {
    // the message of the library repeats the text
    throw new ReadError('GRAPHQL_PARSE_FAILED')
  }
}

/** Variables of @include and @skip: they change the shape of the answer, so each combination is read in its own way. */
function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'include' && name.value !== 'skip') return
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}

interface VariantSource {
  readonly operation: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Variables
}

function compileVariant(compiler: OperationCompiler, { operation, fragments, variables }: VariantSource): OperationVariant {
  let isPlanned = true
  const reveals = revealsOf({ operation, fragments, variables })
  // its fields are commands
  if (operation.operation === OperationTypeNode.MUTATION) return { roots: [], isPlanned: false, reveals }
  const selectorFor = (sites: Site[]): Selector => ({ ...compiler, fragments, variables, sites, onWritten: () => { isPlanned = false } })
  const fields = collectFields({ schema: compiler.schema, fragments, variables }, 'Query', [operation.selectionSet])
  const roots = [...fields].map(([key, nodes]) => rootTemplate(compiler, selectorFor, { key, nodes }))
  return { roots, reveals, isPlanned: isPlanned && roots.every(({ kind }) => kind !== 'WRITTEN') }
}

function revealsOf({ operation, fragments, variables }: VariantSource): readonly Reveal[] {
  const reveals = new Map<string, Reveal>()
  eachField({ fragments, variables }, operation.selectionSet, (field) => {
    const reveal = revealOf([field])
    if (reveal) reveals.set(`${reveal.index} ${reveal.purpose}`, reveal)
  })
  return [...reveals.values()]
}
