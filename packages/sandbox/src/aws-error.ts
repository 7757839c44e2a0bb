/** An error as an AWS service answers it; the endpoint puts it into the service's wire format. */
export class AwsError extends Error {
  override readonly name = "AwsError";
  /** AWS's own code: `ResourceNotFoundException`. */
  readonly code: string;
  readonly httpStatus: number;
  /** The code of the service's older query protocol, where clients still look at it (SQS). */
  readonly queryCode: string;
  /** Further members of the modelled error shape, such as `ThrottlingReasons`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { httpStatus?: number; members?: Record<string, unknown>; queryCode?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.httpStatus = options.httpStatus ?? 400;
    this.queryCode = options.queryCode ?? code;
    this.members = options.members ?? {};
  }
}
