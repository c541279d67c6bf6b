-- AlterEnum
ALTER TYPE "Role" ADD VALUE 'legal_reviewer' BEFORE 'admin';
ALTER TYPE "Role" ADD VALUE 'head' BEFORE 'admin';
ALTER TYPE "Role" ADD VALUE 'supervisor' BEFORE 'admin';
