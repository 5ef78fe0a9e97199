using GraphQLParser;
using GraphQLParser.AST;
using Documents = LicenseSync.GitHub.GraphQL.GraphQLDocument;

namespace LicenseSync.GitHub.Tests;

/// <summary>Every document that is sent asks for what the public schema has.</summary>
public sealed class GraphQLDocumentTests
{
    private static readonly Dictionary<string, ASTNode> Schema = Parser.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schema.graphql")))
        .Definitions.ToDictionary(definition => ((INamedNode)definition).Name.StringValue, definition => definition);

    public static TheoryData<string> Names => [.. Documents.All.Select(document => document.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Document_AgainstTheSchema_HasOnlyWhatIsThere(string name)
    {
        GraphQLOperationDefinition operation = Operation(name);

        Assert.Equal(name, operation.Name!.StringValue);
        Check(operation.SelectionSet, "Query", operation.Variables!.ToDictionary(variable => variable.Variable.Name.StringValue, variable => Text(variable.Type)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Document_Path_LeadsToAConnection(string name)
    {
        GraphQLSelectionSet? selections = Operation(name).SelectionSet;
        foreach (string step in Documents.All.Single(document => document.Name == name).Path)
        {
            selections = Fields(selections!).Single(field => field.Name.StringValue == step).SelectionSet;
        }

        Assert.Contains(Fields(selections!), field => field.Name.StringValue == "pageInfo");
    }

    private static GraphQLOperationDefinition Operation(string name) =>
        Assert.IsAssignableFrom<GraphQLOperationDefinition>(Assert.Single(Parser.Parse(Documents.All.Single(document => document.Name == name).Text).Definitions));

    private static IEnumerable<GraphQLField> Fields(GraphQLSelectionSet set) => set.Selections.SelectMany(selection => selection is GraphQLInlineFragment fragment ? Fields(fragment.SelectionSet) : [(GraphQLField)selection]);

    private static void Check(GraphQLSelectionSet set, string type, Dictionary<string, string> variables)
    {
        foreach (ASTNode selection in set.Selections)
        {
            if (selection is GraphQLInlineFragment fragment)
            {
                Check(fragment.SelectionSet, fragment.TypeCondition!.Type.Name.StringValue, variables);
                continue;
            }

            var field = (GraphQLField)selection;
            GraphQLFieldDefinition? definition = FieldsOf(type).FirstOrDefault(other => other.Name.StringValue == field.Name.StringValue);
            Assert.True(definition is not null, $"{type} has no field {field.Name.StringValue}");
            string result = Named(definition.Type);
            CheckArguments(field, definition, result, variables);
            Assert.Equal(Schema.TryGetValue(result, out ASTNode? node) && node is GraphQLObjectTypeDefinition or GraphQLInterfaceTypeDefinition, field.SelectionSet is not null);
            if (field.SelectionSet is { } inner)
            {
                Check(inner, result, variables);
            }
        }
    }

    private static void CheckArguments(GraphQLField field, GraphQLFieldDefinition definition, string result, Dictionary<string, string> variables)
    {
        IEnumerable<GraphQLArgument> given = field.Arguments ?? Enumerable.Empty<GraphQLArgument>();
        IEnumerable<GraphQLInputValueDefinition> known = definition.Arguments ?? Enumerable.Empty<GraphQLInputValueDefinition>();
        foreach (GraphQLArgument argument in given)
        {
            GraphQLInputValueDefinition? input = known.FirstOrDefault(other => other.Name.StringValue == argument.Name.StringValue);
            Assert.True(input is not null, $"{field.Name.StringValue} has no argument {argument.Name.StringValue}");
            CheckValue(argument.Value, input.Type, variables);
        }

        Assert.All(known.Where(input => input.Type is GraphQLNonNullType), input => Assert.Contains(given, argument => argument.Name.StringValue == input.Name.StringValue));

        // GitHub requires first or last on every connection (GitHub Docs, "Rate limits and query limits for the GraphQL API").
        Assert.Equal(result.EndsWith("Connection", StringComparison.Ordinal), given.Any(argument => argument.Name.StringValue == "first"));
    }

    private static void CheckValue(GraphQLValue value, GraphQLType type, Dictionary<string, string> variables)
    {
        if (value is GraphQLParser.AST.GraphQLVariable variable)
        {
            Assert.Equal(Text(type).TrimEnd('!'), variables[variable.Name.StringValue].TrimEnd('!'));
            Assert.True(type is not GraphQLNonNullType || variables[variable.Name.StringValue].EndsWith('!'));
        }
        else if (value is GraphQLEnumValue member)
        {
            Assert.Contains(((GraphQLEnumTypeDefinition)Schema[Named(type)]).Values!, other => other.Name.StringValue == member.Name.StringValue);
        }
        else if (value is GraphQLObjectValue input)
        {
            foreach (GraphQLObjectField part in input.Fields!)
            {
                CheckValue(part.Value, ((GraphQLInputObjectTypeDefinition)Schema[Named(type)]).Fields!.Single(other => other.Name.StringValue == part.Name.StringValue).Type, variables);
            }
        }
        else
        {
            Assert.IsAssignableFrom<GraphQLIntValue>(value);
            Assert.Equal("Int", Named(type));
        }
    }

    private static IEnumerable<GraphQLFieldDefinition> FieldsOf(string type) => Schema[type] switch
    {
        GraphQLObjectTypeDefinition definition => definition.Fields!,
        GraphQLInterfaceTypeDefinition definition => definition.Fields!,
        _ => [],
    };

    private static string Named(GraphQLType type) => type switch
    {
        GraphQLNonNullType inner => Named(inner.Type),
        GraphQLListType inner => Named(inner.Type),
        _ => ((GraphQLNamedType)type).Name.StringValue,
    };

    private static string Text(GraphQLType type) => type switch
    {
        GraphQLNonNullType inner => $"{Text(inner.Type)}!",
        GraphQLListType inner => $"[{Text(inner.Type)}]",
        _ => ((GraphQLNamedType)type).Name.StringValue,
    };
}
