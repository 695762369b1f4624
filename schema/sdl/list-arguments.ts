/** Arguments of a list of this type, wherever it stands; consoles may jump at the root only, so `offset` is given there only. */
export const listArguments = (type: string, place: 'ROOT' | 'NESTED'): string =>
  `(first: Int, after: String, last: Int, before: String, ${place === 'ROOT' ? 'offset: Int, ' : ''}filter: ${type}Filter, orderBy: [${type}OrderBy!])`
