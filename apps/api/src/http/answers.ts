import { RequestMethod } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { problem } from '@diwan/contracts';
import { ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

/**
 * Says in the OpenAPI document what a route answers. Stands above the other decorators of the route, whose status it reads.
 * Types hold the code to the contract; nothing is checked at run time.
 */
export function Answers(schema: z.ZodType): MethodDecorator {
  return (target, key, descriptor) => {
    const handler = descriptor.value as object;
    const isPost = Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.POST;
    const status = (Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined) ?? (isPost ? 201 : 200);
    ApiResponse({ status, standardSchema: schema })(target, key, descriptor as TypedPropertyDescriptor<unknown>);
    ApiResponse({ status: 'default', standardSchema: problem })(
      target,
      key,
      descriptor as TypedPropertyDescriptor<unknown>,
    );
  };
}

/** A list that is answered whole. */
export function AnswersList(schema: z.ZodType): MethodDecorator {
  return Answers(z.array(schema));
}
