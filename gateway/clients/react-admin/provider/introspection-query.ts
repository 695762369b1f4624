/** The part of a schema that lists, records and commands are found in; a quarter of what tools ask for. The graph shows each caller the variant that is theirs. */
export const INTROSPECTION_QUERY = `query Resources {
  __schema {
    queryType { name }
    mutationType { name }
    types {
      kind name description
      fields { name description args { name defaultValue type { ...Reference } } type { ...Reference } }
      inputFields { name description defaultValue type { ...Reference } }
      enumValues { name description }
    }
  }
}
fragment Reference on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`
