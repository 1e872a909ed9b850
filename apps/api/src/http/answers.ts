import { RequestMethod } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { problem } from '@diwan/contracts';
import type { ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

type Respond = typeof ApiResponse;

const answers: ((respond: Respond) => void)[] = [];

/**
 * Says in the OpenAPI document what a route answers. Types hold the code to the contract; nothing is checked at run time.
 * It is only noted here: whoever describes the API brings the generator, which is not to be loaded at start (openapi.ts).
 */
export function Answers(schema: z.ZodType): MethodDecorator {
  return (target, key, descriptor) => {
    answers.push((respond) => {
      const handler = descriptor.value as object;
      const isPost = Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.POST;
      const status = (Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined) ?? (isPost ? 201 : 200);
      const route = descriptor as TypedPropertyDescriptor<unknown>;
      respond({ status, standardSchema: schema })(target, key, route);
      respond({ status: 'default', standardSchema: problem })(target, key, route);
    });
  };
}

/** A list that is answered whole. */
export function AnswersList(schema: z.ZodType): MethodDecorator {
  return Answers(z.array(schema));
}

export function describeAnswers(respond: Respond): void {
  for (const describe of answers) describe(respond);
}
