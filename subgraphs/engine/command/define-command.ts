import type { ModelName, SealedRow, SealedTables } from '../../../prisma/database/sealed-tables.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import type { Clearance, Principal } from '../../../schema/policy/principal.ts'
import type { CommandError, CommonFailure } from './command-error.ts'
import type { EventDefinition } from './define-event.ts'
import type { EntityName, InputFields, InputValues, RowField } from './input-field.ts'
import type { NewToken } from './new-token.ts'
import type { TokenKind } from '../../../schema/credentials/bearer-token.ts'

export type { SealedRow, SealedTables } from '../../../prisma/database/sealed-tables.ts'

/** How long the audit records of a command are kept follows from this. */
export type AuditTier = 'AUTH' | 'ACCESS' | 'ADMIN' | 'FINANCIAL' | 'DATA' | 'SYSTEM'

/** Constant messages by code, each saying what to do next. */
export type Failures = Readonly<Record<string, string>>

/** Rows that the input names, locked and as the caller's brand has them. */
export type LockedRows<Fields extends InputFields> = {
  readonly [Name in keyof Fields as Fields[Name] extends { readonly row: ModelName } ? Name : never]:
    Fields[Name] extends RowField<infer Type, infer Value> ? SealedRow<Type> | Extract<Value, null> : never
}

/** What a command works with whatever its types are. Time, ids and secrets come from here, so that it needs nothing else. */
interface ContextFacts {
  /** Tables of the module; sensitive values come out sealed. */
  readonly tables: SealedTables
  readonly principal: Principal
  /** Moment of the command; the same for everything that it writes. */
  readonly now: Date
  readonly keys: { readonly envelope: KeyRing }
  /** A new bearer secret: shown once as a secret of the payload, and kept as its hash. */
  newToken(kind: TokenKind): NewToken
  /** The id of the row of which this is the secret, by its hashes and in the database; null where there is none, or the text is no such secret. */
  ownerOfToken(type: ModelName, token: string): Promise<string | null>
  /** Keeps what somebody typed beside the audit records of the command, where it can be erased. */
  because(reason: string | null): void
  /** Lets only one command at a time go on with this name in this brand; the others wait. */
  oneAtATime(name: string): Promise<void>
  /** Whether the caller sees this row of another module, as its owner says. */
  sees(entity: EntityName, id: string): Promise<boolean>
  /** Asks another module in the caller's name. */
  ask(module: string, query: string, variables: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>
  /** To be thrown where the permission alone is not enough. */
  forbidden(): Error
}

/** What a command works with. */
export interface CommandContext<Fields extends InputFields, Codes extends string> extends ContextFacts {
  readonly input: InputValues<Fields>
  readonly rows: LockedRows<Fields>
  /** A further row as the caller sees it, locked; null for one that is hidden, missing or not named, by one statement. */
  visible<Type extends ModelName>(type: Type, id: string | null | undefined): Promise<SealedRow<Type> | null>
  /** Tells others of it, in the transaction of the command. */
  emit<Type extends ModelName>(event: EventDefinition<Type>, row: SealedRow<Type>, also?: Readonly<Record<string, unknown>>): void
  /** To be thrown: nothing of the command is kept. */
  failure(code: Codes | CommonFailure, field?: keyof Fields & string): CommandError
}

/** What a command leaves behind. */
export interface CommandResult<Type extends ModelName> {
  /** Null only where the command hides its outcome from this caller. */
  readonly entity: Pick<SealedRow<Type>, 'id' & keyof SealedRow<Type>> | null
  /** Shown with the first answer and never again. */
  readonly secrets?: Readonly<Record<string, string>>
}

/** What a command says of itself whatever its types are. */
interface CommandFacts {
  /** Verb and noun: `voidInvoice`. */
  readonly name: string
  readonly description: string
  /** What the caller must hold where the row stands; without a row, at the row that `at` names, or else in the whole brand. */
  readonly permission: string
  /** Asked in the same place: what the answer could tell of other rows, the caller must be able to read. */
  readonly besides?: readonly string[]
  /** People may do it to rows of their own, or for themselves where no row is named; the ceiling of their token must include it all the same. */
  readonly own?: boolean
  /** The permission counts where it is held for the whole brand only: what an organization gives its people is not enough. */
  readonly brandWide?: boolean
  /** Everybody may, whoever they are: for people who have not signed in. */
  readonly anonymous?: boolean
  /** One after the other in the organization of the named rows: for commands that change more rows than they name, such as who holds which rights. */
  readonly onePerOrganization?: boolean
  /** Of the whole brand: the caller must have one of them besides. */
  readonly clearances?: readonly Clearance[]
  /** Only a person in their own name, not a machine and nobody on behalf of another. */
  readonly inPerson?: boolean
  /** For commands that could tell whether somebody is known: the payload says `accepted`, and may hold no row. */
  readonly hidesOutcome?: boolean
  /** Texts of the payload that are shown once, with their descriptions. */
  readonly secrets?: Readonly<Record<string, string>>
  readonly events: readonly EventDefinition[]
  readonly tier: AuditTier
}

export interface CommandDefinition<Fields extends InputFields, Type extends ModelName, Codes extends string> extends CommandFacts {
  readonly input: Fields
  /** Member that names the row which is changed: it takes an expected version, and the permission is asked there. */
  readonly changes?: keyof Fields & string
  /** Members that name the row at which something new is made: the permission is asked at the first one that is given. */
  readonly at?: readonly (keyof Fields & string)[]
  /** Type of the row in the payload. */
  readonly entity: Type
  readonly failures?: { readonly [Code in Codes]: string }
  run(context: CommandContext<Fields, Codes>): Promise<CommandResult<Type>>
}

/** A command whatever its types are, as the engine and the printer hold it. */
export interface Command extends CommandFacts {
  readonly input: InputFields
  readonly changes?: string
  readonly at?: readonly string[]
  readonly entity: ModelName
  readonly failures?: Failures
  run(context: UntypedContext): Promise<CommandOutcome>
}

/** A context before anybody has said of which types it is. */
export interface UntypedContext extends ContextFacts {
  readonly input: Readonly<Record<string, unknown>>
  readonly rows: Readonly<Record<string, unknown>>
  visible(type: ModelName, id: string | null | undefined): Promise<unknown>
  emit(event: EventDefinition, row: object, also?: Readonly<Record<string, unknown>>): void
  failure(code: string, field?: string): CommandError
}

export interface CommandOutcome {
  readonly entity: { readonly id?: unknown } | null
  readonly secrets?: Readonly<Record<string, string>>
}

/** Declares a command: its contract is printed from this, and the engine does everything that is not its own behaviour. */
export function defineCommand<const Fields extends InputFields, Type extends ModelName, const Codes extends string = never>(
  definition: CommandDefinition<Fields, Type, Codes>,
): Command {
  // the context that the engine makes has the types of the declaration, because it is made from the declaration
  return { ...definition, run: (context) => Reflect.apply(definition.run, definition, [context]) }
}
