/**
 * The shape of `schema/metadata/<module>.ts`: everything the engine, the printers and the guards know of a module.
 * Written by the Prisma generator from `prisma/schema/<module>.prisma`; plain data, so that it can be read at start without work.
 */

import type { Metric } from './metric-model.ts'

export * from './metric-model.ts'

/** How much harm a value can do when it leaks. The order of the list is the order of harm. */
export const SENSITIVITY_LEVELS = ['PUBLIC', 'PII', 'CATASTROPHIC'] as const
export type SensitivityLevel = (typeof SENSITIVITY_LEVELS)[number]

/** What kind of personal fact a column holds. The order is that of the clearance table. */
export const PII_CATEGORIES = [
  'CONTACT', 'ONLINE_IDENTIFIER', 'GOVERNMENT_ID', 'PAYMENT_CARD', 'CREDENTIAL', 'FREE_TEXT', 'MIXED',
  'HEALTH', 'FINANCIAL_ACCOUNT', 'LOCATION', 'DEMOGRAPHIC', 'EARNINGS',
] as const
export type PiiCategory = (typeof PII_CATEGORIES)[number]

/** How a masked value looks; every format has a constant length whatever the value is. */
export const MASK_FORMATS = ['EMAIL', 'NAME', 'PHONE', 'IP', 'TAX_ID', 'LAST4', 'TEXT', 'JSON', 'FIXED'] as const
export type MaskFormat = (typeof MASK_FORMATS)[number]

/** The four ways in which a row can belong to somebody who asks. */
export const SCOPE_KINDS = ['BRAND', 'ORG', 'WORKSPACE', 'PERSON'] as const
export type ScopeKind = (typeof SCOPE_KINDS)[number]

/** A value that everybody who sees the row may read. */
export interface PublicLabel {
  readonly public: true
  /** BRAND: null for every principal who does not hold the read permission for the whole brand. */
  readonly scope?: 'BRAND'
}

/** A value that is decided per principal, purpose and row. */
export interface SensitiveLabel {
  readonly public: false
  readonly level: SensitivityLevel
  readonly category: PiiCategory
  readonly mask: MaskFormat
  /** May be named in `eq` and `in` by principals with the lookup right. */
  readonly lookup: boolean
  /** P of the clearance table gives a keyed pseudonym here; everywhere else P means REDACT. */
  readonly pseudonym: boolean
  /** Readable raw in the principal's own organization (`grant: ORG`). */
  readonly ownOrganization: boolean
  /** Mask TEXT: the sibling that holds the text after the detectors, and the column with the detectors' version. */
  readonly redacted?: { readonly column: string; readonly versionColumn: string }
  /** Whose value this is where it is not the row's subject (`subject: actorPersonId`): SELF compares this path instead of the entity's. */
  readonly subject?: Exclude<Subject, { readonly kind: 'NONE' }>
}

export type Label = PublicLabel | SensitiveLabel

/** Scalar names of the wire format; an enumeration has its own name in `Column.enum` and 'String' here. */
export const WIRE_TYPES = [
  'ID', 'String', 'Int', 'SafeInt', 'Boolean', 'Decimal', 'DateTime', 'Date', 'JSON', 'CurrencyCode', 'CountryCode',
] as const
export type WireType = (typeof WIRE_TYPES)[number]

export interface Column {
  /** Postgres name, snake_case. */
  readonly name: string
  /** GraphQL and Prisma name, camelCase. */
  readonly field: string
  readonly description: string
  /** Postgres type without array brackets: uuid, text, bigint, integer, smallint, boolean, timestamptz, date, jsonb, inet, numeric, char, bytea. */
  readonly pgType: string
  readonly list: boolean
  readonly nullable: boolean
  readonly wire: WireType
  /** Name of the generated GraphQL enum, for `/// @enum(...)`. */
  readonly enum?: string
  /** Not in the SDL at all. */
  readonly internal: boolean
  /** GENERATED ALWAYS: commands leave it out. */
  readonly readOnly: boolean
  readonly hasDefault: boolean
  readonly label: Label
  /** `orderBy` offers it everywhere: `id`, and columns with an index `(brand_id, …, column, id)`. */
  readonly orderable: boolean
}

/** What people say of a join beyond its columns. */
export interface JoinName {
  /** Name in the catalog, snake_case. */
  readonly name: string
  readonly description: string
}

/** A join inside the module. Brand equality is always part of it and is not listed. */
export interface Relation {
  readonly field: string
  readonly description: string
  /** GraphQL type on the other end, in the same module. */
  readonly target: string
  readonly many: boolean
  /** False: only scopes and rules use it, the SDL does not show it. */
  readonly exposed: boolean
  /** Column of this table and the column of the target that must be equal to it; one pair (`x_id` → `id`, or the reverse). */
  readonly from: string
  readonly to: string
  /** The row of the other end can be absent even where `from` is set (invisible), so the field is nullable for `many: false`. */
  readonly nullable: boolean
  /** On the end that holds the key, where people named it. */
  readonly join?: JoinName
}

/** A cross-module id: the entity of another module, known here by its key only. */
export interface Reference {
  /** Name of the reference field, e.g. `workspace`. */
  readonly field: string
  readonly description: string
  /** Column that holds the key, and its GraphQL field (`workspaceId`), which stays a field too. */
  readonly column: string
  readonly idField: string
  readonly target: { readonly module: string; readonly table: string; readonly type: string }
  /** Key field of the target: `id`, or another `@key` (`key` of ResourceKey). */
  readonly by: string
  /** Connection that this module contributes to the other entity; absent where the module file lists none. */
  readonly reverse?: string
  /** False for platform references and internal columns: no field, only the catalog knows it. */
  readonly exposed: boolean
  /** Where people named it. */
  readonly join?: JoinName
}

export interface Index {
  readonly columns: readonly string[]
  readonly unique: boolean
  /** Predicate of a partial index (raw SQL migration); such an index serves no order and no natural key. */
  readonly where?: string
  readonly method: 'btree' | 'gin' | 'gist'
  readonly nullsNotDistinct: boolean
}

/**
 * One way in which a row becomes visible; the ways of an entity are OR-ed.
 * `path` is a list of relation fields to walk from this entity to the row that has the column (empty: this row).
 * A path through a to-many relation means "some row".
 */
export interface Scope {
  readonly kind: ScopeKind
  readonly path: readonly string[]
  /** Column compared with the principal's organizations, workspaces or person; absent for BRAND. */
  readonly column?: string
  /** PERSON only: the column holds a user id, compared with the principal's userId. */
  readonly user: boolean
  /** Permission that must be held at that level. Absent: reference data (BRAND) or one's own rows (PERSON). */
  readonly permission?: string
  /** Further condition on the row at the end of the path (`is_active = true`). */
  readonly where?: Equality
}

/** A column equal to a constant. */
export interface Equality {
  readonly column: string
  readonly equals: string | boolean | null
  /** Columns between whose times the row counts, the end excluded; an end that is null never comes. */
  readonly during?: { readonly from: string; readonly until: string }
}

/** Path to a column that says whom a row belongs to; used for the row relation of a decision. */
export interface OwnerPath {
  readonly path: readonly string[]
  readonly column: string
  /** Condition on the row at the end of the path: without it a membership that has ended would still be one. */
  readonly where?: Equality
}

/** Data subject of a row or of a value: a person id, a user id, or none (the subject is the entity itself, SELF never applies). */
export type Subject = { readonly kind: 'PERSON' | 'USER'; readonly owner: OwnerPath } | { readonly kind: 'NONE' }

/** Which rows are one person's own: those where a column, perhaps of a row at the end of a path, has this value. */
export interface Personal {
  /** Each step meets one row at most. */
  readonly path: readonly string[]
  readonly column: string
  readonly equals: string
}

/** A condition that every reader without the permission needs on top of a scope (`is_internal = false`). */
export interface RowCondition {
  readonly column: string
  readonly equals: boolean
  /** Holders of this permission for the whole brand see it regardless. */
  readonly unless: string
}

export interface Entity {
  /** GraphQL type name and Prisma model name. */
  readonly type: string
  readonly module: string
  /** Postgres schema and table. */
  readonly schema: string
  readonly table: string
  readonly description: string
  /** DOMAIN: one of the 55 tables of the seed; ADDED: beyond them; INFRASTRUCTURE: outbox and the like. */
  readonly kind: 'DOMAIN' | 'ADDED' | 'INFRASTRUCTURE'
  /** False for `@internal` models: no type in the SDL. */
  readonly exposed: boolean
  /** Root fields: `invoice(id:)` and `invoices(…)`. */
  readonly singular: string
  readonly plural: string
  readonly catalog?: { readonly name: string; readonly where?: string; /** Absent: the module is the group. */ readonly group?: string }
  readonly appendOnly: boolean
  /** Columns that an erasure may empty, and columns that the module may rewrite, in an append-only table. */
  readonly erasable: readonly string[]
  readonly rewritable: readonly string[]
  /** Allowed changes of `status`, as `A>B`; empty where there is no lifecycle. */
  readonly transitions: readonly string[]
  /** Keys of the federated entity; `id` first. */
  readonly keys: readonly string[]
  readonly columns: readonly Column[]
  readonly relations: readonly Relation[]
  readonly references: readonly Reference[]
  readonly indexes: readonly Index[]
  readonly scopes: readonly Scope[]
  readonly rowCondition?: RowCondition
  readonly subject: Subject
  /** Where the row's organization and workspace stand, if anywhere. */
  readonly organization?: OwnerPath
  readonly workspace?: OwnerPath
  /** Absent: nothing tells, so no row counts as one that is not personal. */
  readonly personal?: Personal
  /** Absent where none is declared. */
  readonly metrics?: readonly Metric[]
}

export interface EnumType {
  readonly name: string
  readonly values: readonly string[]
}

export interface ModuleMetadata {
  readonly name: string
  /** Position in the dependency rule: identity 0 … cooperative 4, support 5, audit 90, integration 91. */
  readonly order: number
  readonly schema: string
  readonly entities: readonly Entity[]
  readonly enums: readonly EnumType[]
}
