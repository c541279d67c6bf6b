-- AlterEnum
ALTER TYPE "StepKind" ADD VALUE 'inspection';
