import type { CredentialFields, SealedFields } from '../../schema/metadata/sensitive-fields.ts'
import type { Sealed } from '../../schema/policy/sealed.ts'
import type { Prisma } from '../client/client.ts'

/** Models by their GraphQL name. */
export type ModelName = Prisma.ModelName

type Operations<Name extends ModelName> = Prisma.TypeMap['model'][Name]['operations']
type Scalars<Name extends ModelName> = Prisma.TypeMap['model'][Name]['payload']['scalars']
type FieldsIn<Listed, Name> = Name extends keyof Listed ? Listed[Name] : never

/** A row as a command may hold it: sensitive values are sealed, credentials are not there. */
export type SealedRow<Name extends ModelName> = {
  readonly [Field in Exclude<keyof Scalars<Name>, FieldsIn<CredentialFields, Name>>]:
    Field extends FieldsIn<SealedFields, Name> ? Sealed | Extract<Scalars<Name>[Field], null> : Scalars<Name>[Field]
}

/** What a new row needs; the brand is that of the transaction. */
export type NewRow<Name extends ModelName> = WithSealed<Name, Omit<Exclude<Operations<Name>['createMany']['args']['data'], readonly unknown[]>, 'brandId'>>

/** A sealed value of a column may be written on, into the same column of another row. */
type WithSealed<Name, Data> = { readonly [Field in keyof Data]: Field extends FieldsIn<SealedFields, Name> ? Data[Field] | Sealed : Data[Field] }

/** What can change in a row; times and version are set by the database. */
export type RowChange<Name extends ModelName> = Partial<Omit<NewRow<Name>, 'id' | 'createdAt' | 'updatedAt' | 'rowVersion'>>

export type RowFilter<Name extends ModelName> = NonNullable<NonNullable<Operations<Name>['findFirst']['args']>['where']>

export interface RowList<Name extends ModelName> {
  readonly where: RowFilter<Name>
  readonly orderBy?: NonNullable<Operations<Name>['findMany']['args']>['orderBy']
  readonly take?: number
}

/** One table of one brand. There is no upsert: beside a credential it would compare what nobody may compare. */
export interface SealedTable<Name extends ModelName> {
  find(where: RowFilter<Name>): Promise<SealedRow<Name> | null>
  list(rows: RowList<Name>): Promise<readonly SealedRow<Name>[]>
  count(where: RowFilter<Name>): Promise<number>
  insert(data: NewRow<Name>): Promise<SealedRow<Name>>
  /** Fails where the row is not there. */
  update(id: string, change: RowChange<Name>): Promise<SealedRow<Name>>
}

/** The tables of a brand by Prisma's name of the model. */
export type SealedTables = { readonly [Name in ModelName as Uncapitalize<Name>]: SealedTable<Name> }
