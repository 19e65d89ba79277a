export interface ReportOptions {
  readonly outputFile?: string;
}
