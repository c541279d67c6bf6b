-- AlterEnum
ALTER TYPE "ApprovalState" ADD VALUE 'reviewed' BEFORE 'published';
