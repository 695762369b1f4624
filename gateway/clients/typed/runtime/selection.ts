import type { Masked } from './masked.ts'
import type { RevealRequest } from './reveal-request.ts'

/** A value; `Out` is what it is in TypeScript. */
export interface Leaf<Out, Args = NoArguments> {
  readonly out: Out
  readonly args: Args
}

/** A value that is not simply shown to everybody whose schema this is. */
export interface Covered<Value, Args = NoArguments> {
  readonly covered: Value
  readonly args: Args
}

/** An object, or several: `T!`, `[T!]`, as the schema writes it. */
export interface To<Name extends string, As extends string, Args = NoArguments> {
  readonly to: Name
  readonly as: As
  readonly args: Args
}

export interface NoArguments {
  readonly ''?: never
}

type Given<Args> = [Args] extends [NoArguments] ? unknown : object extends Args ? { readonly $?: Args } : { readonly $: Args }

/** `true`, or the arguments where the field takes some. */
type LeafSelection<Args> = [Args] extends [NoArguments] ? true : object extends Args ? true | Given<Args> : Given<Args>

type FieldSelection<Schema, Field> =
  Field extends To<infer Name, string, infer Args> ? Selection<Schema, Name> & Given<Args>
    : Field extends Leaf<unknown, infer Args> ? LeafSelection<Args>
      : Field extends Covered<unknown, infer Args> ? LeafSelection<Args> | Given<Args> & { readonly $reveal: RevealRequest }
        : never

type Fields<Schema, Name> = Name extends keyof Schema ? Schema[Name] : never

/** What may be selected of a type: its fields, each also under another name (`'open:supportTickets'`). */
export type Selection<Schema, Name> =
  & { readonly __typename?: true }
  & { readonly [Key in keyof Fields<Schema, Name>]?: FieldSelection<Schema, Fields<Schema, Name>[Key]> }
  & { readonly [Key in keyof Fields<Schema, Name> & string as `${string}:${Key}`]?: FieldSelection<Schema, Fields<Schema, Name>[Key]> }

type NameOf<Key> = Key extends `${string}:${infer Name}` ? Name : Key
type AliasOf<Key> = Key extends `${infer Alias}:${string}` ? Alias : Key

/** What was written where nothing has this name: no value has this type. */
interface NoSuchField<Key> {
  readonly 'there is no such field': Key
}

/** What was written where the fields of an object have to be named: no value has this type. */
interface NeedsSelection<Name> {
  readonly 'name the fields of': Name
}

/** The same of what an argument takes. */
export type CheckedValue<Declared, Value> =
  Declared extends readonly (infer Item)[] ? (Value extends readonly unknown[] ? { readonly [Index in keyof Value]: CheckedValue<Item, Value[Index]> } : Value)
    : Declared extends object ? (Value extends object ? ([Declared] extends [Value] ? Value : { readonly [Key in keyof Value]: Key extends keyof Declared ? CheckedValue<NonNullable<Declared[Key]>, Value[Key]> : NoSuchField<Key> }) : Value)
      : Value

type CheckedField<Schema, Field, Value> =
  Value extends true ? (Field extends To<infer Name, string, unknown> ? NeedsSelection<Name> : true)
    : Field extends To<infer Name, string, infer Args> ? Checked<Schema, Name, Value, Args>
      : Field extends { readonly args: infer Args } ? { readonly [Key in keyof Value]: Key extends '$' ? CheckedValue<Args, Value[Key]> : Key extends '$reveal' ? Value[Key] : NoSuchField<Key> }
        : never

/** The selection itself, with what the schema does not have replaced by what nothing can be: inference alone would let it pass. */
export type Checked<Schema, Name, Value, Args = NoArguments> = {
  readonly [Key in keyof Value]:
    Key extends '$' ? CheckedValue<Args, Value[Key]>
      : Key extends '__typename' ? true
        : NameOf<Key> extends keyof Fields<Schema, Name> ? CheckedField<Schema, Fields<Schema, Name>[NameOf<Key>], Value[Key]>
          : NoSuchField<Key>
}

type NotNull<As, Out> = As extends `[${infer Item}]` ? readonly Wrapped<Item, Out>[] : Out
type Wrapped<As, Out> = As extends `${infer Inner}!` ? NotNull<Inner, Out> : NotNull<As, Out> | null

type FieldResult<Schema, Field, Value> =
  Field extends To<infer Name, infer As, unknown> ? Wrapped<As, Result<Schema, Name, Value>>
    : Field extends Leaf<infer Out, unknown> ? Out
      : Field extends Covered<infer Out, unknown> ? Masked<Out>
        : never

/** What a selection is answered with. */
export type Result<Schema, Name, Value> = {
  readonly [Key in keyof Value as Key extends '$' ? never : AliasOf<Key>]:
    Key extends '__typename' ? Name
      : NameOf<Key> extends keyof Fields<Schema, Name> ? FieldResult<Schema, Fields<Schema, Name>[NameOf<Key>], Value[Key]>
        : never
}
