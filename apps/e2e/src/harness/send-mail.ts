import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Product } from './product.js';

/** By SMTP, as any mail server would. @throws when it is not acknowledged. @returns the Message-ID. */
export async function sendMail({ smtpPort }: Pick<Product, 'smtpPort'>, mail: SendMailOptions): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, secure: false, ignoreTLS: true });
  try {
    const { messageId } = await transport.sendMail({ disableFileAccess: true, disableUrlAccess: true, ...mail });
    return messageId;
  } finally {
    transport.close();
  }
}
