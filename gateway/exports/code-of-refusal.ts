import { GraphQLError } from 'graphql'
import { isErrorCode } from '../../schema/policy/error-codes.ts'
import type { ErrorCode } from '../../schema/policy/error-codes.ts'

/** The code with which a request would end; what is no refusal of ours is thrown on. */
export const codeOfRefusal = (failure: unknown): ErrorCode => {
  const code = failure instanceof GraphQLError ? failure.extensions.code : undefined
  if (!isErrorCode(code)) throw failure
  return code
}
