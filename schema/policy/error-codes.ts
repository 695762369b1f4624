interface ErrorEntry {
  /** Constant, and says what to do next; never holds a value of the request or of the database. */
  readonly message: string
  /** Status where the whole request failed; an error beside data has none. */
  readonly httpStatus?: number
}

/** Every code that a client can see at the top level of an answer. Codes of commands are listed by the commands themselves. */
export const ERROR_CODES = {
  // who asks
  UNAUTHENTICATED: { message: 'Send a valid access token in the Authorization header.', httpStatus: 401 },
  FORBIDDEN: { message: 'Ask an administrator for the permission that this needs.', httpStatus: 403 },
  PURPOSE_NOT_ALLOWED: { message: 'Use one of the purposes that your token lists.', httpStatus: 403 },
  RATE_LIMITED: { message: 'Wait a moment and send the request again.', httpStatus: 429 },

  // the form of a request
  BAD_REQUEST: { message: 'Send a GraphQL request as JSON, or as the query parameters of a GET.', httpStatus: 400 },
  BODY_TOO_LARGE: { message: 'Send a smaller request body.', httpStatus: 413 },
  METHOD_NOT_ALLOWED: { message: 'Use POST; GET is for queries only.', httpStatus: 405 },
  UNSUPPORTED_MEDIA_TYPE: { message: 'Send the body as application/json.', httpStatus: 415 },
  NOT_ACCEPTABLE: { message: 'Accept application/graphql-response+json or application/json.', httpStatus: 406 },
  CSRF_REFUSED: { message: 'Send a content type of application/json, or the header apollo-require-preflight.', httpStatus: 400 },
  GRAPHQL_PARSE_FAILED: { message: 'Correct the syntax of the document.', httpStatus: 400 },
  GRAPHQL_VALIDATION_FAILED: { message: 'Compare the document with the schema; it asks for something that the schema does not have.', httpStatus: 400 },
  OPERATION_RESOLUTION_FAILURE: { message: 'Name one operation of the document as operationName.', httpStatus: 400 },
  OPERATION_REFUSED: { message: 'This operation cannot be run here; read the description of its fields for what can.', httpStatus: 400 },
  BAD_USER_INPUT: { message: 'Compare the variables with the types that the operation declares.', httpStatus: 400 },
  VALIDATION_FAILED: { message: 'Correct the arguments; the schema describes what each of them takes.', httpStatus: 400 },
  RESERVED_NAME: { message: 'Rename the variables that begin with __veil.', httpStatus: 400 },
  INTROSPECTION_REFUSED: { message: 'Ask for the right to read the schema, or use the published schema file.', httpStatus: 403 },
  DOCUMENT_NOT_TRUSTED: { message: 'Ask for a document that was registered for your client and its version.', httpStatus: 403 },
  PERSISTED_QUERY_NOT_FOUND: { message: 'Send the document together with its hash.', httpStatus: 404 },
  PERSISTED_QUERY_NOT_SUPPORTED: { message: 'Send the document itself instead of a hash.', httpStatus: 400 },

  // limits
  PAGE_TOO_LARGE: { message: 'Ask for between 1 and 100 rows a page and follow the cursor for more.', httpStatus: 400 },
  OFFSET_TOO_LARGE: { message: 'Ask for an offset of at most 10000, or follow the cursor.', httpStatus: 400 },
  COST_LIMIT: { message: 'Ask for fewer fields or smaller pages.', httpStatus: 400 },
  DEPTH_LIMIT: { message: 'Nest the document less deeply.', httpStatus: 400 },
  ALIAS_LIMIT: { message: 'Use fewer aliases, or send several requests.', httpStatus: 400 },
  TOKEN_LIMIT: { message: 'Send a shorter document.', httpStatus: 400 },
  BUDGET_EXCEEDED: { message: 'Your budget for reading personal data is used up; try again later or ask for less.', httpStatus: 429 },

  // reading
  NOT_FOUND: { message: 'There is no such thing, or it is not visible to you; check the id.' },
  BAD_CURSOR: { message: 'Start again from the first page; this cursor does not belong to this list.', httpStatus: 400 },

  // personal data
  PII_REFUSED: { message: 'Leave this field out, or ask for it as the entry in extensions.sensitivity says.', httpStatus: 403 },
  PII_FILTER_REFUSED: { message: 'Remove the filter on a field that you may not read.', httpStatus: 403 },
  PII_ORDER_REFUSED: { message: 'Order by a field that you may read.', httpStatus: 403 },
  PII_GROUP_REFUSED: { message: 'Group by a field that you may read.', httpStatus: 403 },
  REASON_REQUIRED: { message: 'Give a reason of at least 12 characters.', httpStatus: 400 },
  REASON_HAS_PII: { message: 'Write the reason without personal data.', httpStatus: 400 },
  TICKET_REQUIRED: { message: 'Name an open ticket that you may see; raw values for SUPPORT are read for one.', httpStatus: 403 },
  BREAK_GLASS_REFUSED: { message: 'Ask for emergency access again; this one is over, or not yours.', httpStatus: 403 },
  REVIEW_OVERDUE: { message: 'Have your last emergency access reviewed first.', httpStatus: 403 },
  MASKED_VALUE_IN_INPUT: { message: 'Send the true value, or leave the field out; a mask is never stored.', httpStatus: 400 },
  SEALED_VALUE: { message: 'This value was withheld; report the request id.' },
  POLICY_DIVERGENCE: { message: 'This value was withheld because two parts of the service disagreed; report the request id.' },

  // metrics
  METRIC_UNKNOWN_DIMENSION: { message: 'Group by a dimension that the metric lists.', httpStatus: 400 },
  METRIC_CURRENCY_REQUIRED: { message: 'Name one currency for a metric of money.', httpStatus: 400 },
  METRIC_FANOUT: { message: 'Use the metric that the catalog names for this join.', httpStatus: 400 },
  METRIC_CUBE_ONLY: { message: 'Ask for whole closed periods without a filter.', httpStatus: 400 },

  // files
  EXPORT_NEEDS_LIST: { message: 'Export a query with one list at its root and nothing else.', httpStatus: 400 },
  EXPORT_NEEDS_ROWS: { message: 'Select the rows of the list under nodes, or under edges and node, without directives on them.', httpStatus: 400 },
  EXPORT_REVEAL_REFUSED: { message: 'Leave the requests for raw values out; a file holds masks at most.', httpStatus: 403 },
  EXPORT_LIMIT: { message: 'You have as many exports as can be kept; wait until the time of one is over.', httpStatus: 429 },

  // writing
  IDEMPOTENCY_KEY_REQUIRED: { message: 'Send an idempotencyKey, in the input or as the Idempotency-Key header.', httpStatus: 400 },

  // the service
  RIGHTS_UNAVAILABLE: { message: 'Your rights cannot be looked up right now; try again in a moment.', httpStatus: 503 },
  SUBGRAPH_UNAVAILABLE: { message: 'A part of the service does not answer; try again in a moment.' },
  TIMEOUT: { message: 'This took too long; ask for less, or filter by a field with an index.' },
  INTERNAL_SERVER_ERROR: { message: 'Something failed on our side; report the request id.', httpStatus: 500 },
} as const satisfies Readonly<Record<string, ErrorEntry>>

export type ErrorCode = keyof typeof ERROR_CODES

/** Whether a text from elsewhere is one of our codes; names that every object has are not. */
export function isErrorCode(text: unknown): text is ErrorCode {
  return typeof text === 'string' && Object.hasOwn(ERROR_CODES, text)
}

/** The constant message of a code. */
export function messageOf(code: ErrorCode): string {
  return ERROR_CODES[code].message
}

/** The status of a request that failed as a whole with this code. */
export function httpStatusOf(code: ErrorCode): number {
  const entry: ErrorEntry = ERROR_CODES[code]
  return entry.httpStatus ?? 200
}
