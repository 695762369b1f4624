import type { Command } from './command/define-command.ts'

/** What a module says of itself; everything else about it is derived from its model. */
export interface ModuleDeclaration {
  /** Name of the folder, the Postgres schema and the subgraph. */
  readonly name: string
  /** The one question that the module answers, ending in a question mark. */
  readonly question: string
  /** Modules whose ids it may hold; the rule that orders them is in docs/architecture.md. */
  readonly dependsOn: readonly string[]
  /** What can be done, beside reading. */
  readonly commands: readonly Command[]
}

/** Declares a module; the identity function, so that the compiler checks the literal where it is written. */
export const defineModule = <const Declaration extends ModuleDeclaration>(declaration: Declaration): Declaration => declaration

/** Whether a loaded value is a declaration; for code that loads modules by name. */
export const isModuleDeclaration = (value: unknown): value is ModuleDeclaration =>
  typeof value === 'object' && value !== null
  && 'name' in value && typeof value.name === 'string'
  && 'question' in value && typeof value.question === 'string'
  && 'dependsOn' in value && Array.isArray(value.dependsOn)
  && 'commands' in value && Array.isArray(value.commands)
